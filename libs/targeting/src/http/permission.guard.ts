import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { Permission, TargetingOptions } from '../targeting.options.js';
import { ProblemException } from './problem.js';

const PERMISSION = 'targeting:permission';

/** Declares what an endpoint needs; the host's `authorize` decides. */
export const Requires = (permission: Permission) => SetMetadata(PERMISSION, permission);

/** Asks for one permission more, where it depends on what the request is about. @throws ProblemException 403 */
export type AlsoRequire = (permission: Permission) => Promise<void>;

type RequestWithActor = Request & { targetingActor?: string | null; targetingAlsoRequire?: AlsoRequire };

/** Refuses what the host does not allow, and an endpoint that declares nothing; notes who makes the request. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    await this.require(permission, request);
    request.targetingAlsoRequire = (more) => this.require(more, request);
    request.targetingActor = this.options.actor?.(request) ?? null;
    return true;
  }

  private async require(permission: Permission | undefined, request: Request): Promise<void> {
    const allowed =
      permission && (!this.options.authorize || (await this.options.authorize(permission, request)));
    if (!allowed)
      throw new ProblemException(
        HttpStatus.FORBIDDEN,
        `This needs the permission ${permission ?? '(none declared)'}.`,
      );
  }
}

/** Who makes the request, by the host's `actor`. */
export const Actor = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<RequestWithActor>().targetingActor ?? null,
);

/** For a handler that finds out only itself what else the request needs. */
export const AlsoRequires = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<RequestWithActor>().targetingAlsoRequire,
);
