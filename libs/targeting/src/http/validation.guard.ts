import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import { targetingValidationPipe } from './validation.pipe.js';

/**
 * Validates body and query before the global pipes of the host see them. One that drops unknown properties would make of a
 * misspelt `exclude_segment` an audience without that exclusion, and others would answer in a form of their own.
 */
@Injectable()
export class ValidationGuard implements CanActivate {
  private readonly pipe = targetingValidationPipe();

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body, query } = context.switchToHttp().getRequest<Request>();
    const { bodyType, queryType } = typesOf(context);
    // A form is not read yet: its upload is what checks it.
    if (bodyType && body !== undefined) await this.pipe.transform(body, { type: 'body', metatype: bodyType });
    if (queryType) await this.pipe.transform(query, { type: 'query', metatype: queryType });
    return true;
  }
}

/** The classes that the handler declares for its body and its query. */
function typesOf(context: ExecutionContext): { bodyType?: Type | undefined; queryType?: Type | undefined } {
  const controller = context.getClass<object>();
  const handler = context.getHandler().name;
  const classes = Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype, handler) as Type[];
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<
    string,
    { index: number }
  >;
  const typeOf = (kind: RouteParamtypes) => {
    const found = Object.entries(args).find(([key]) => key.startsWith(`${kind}:`));
    return found && classes[found[1].index];
  };
  return { bodyType: typeOf(RouteParamtypes.BODY), queryType: typeOf(RouteParamtypes.QUERY) };
}
