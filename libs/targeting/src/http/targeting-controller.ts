import { applyDecorators, Controller, UseFilters, UseGuards, UsePipes } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PermissionGuard } from './permission.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { ValidationGuard } from './validation.guard.js';
import { targetingValidationPipe } from './validation.pipe.js';

/** A controller of the library: brings its validation, errors and permissions along, whatever the host has set globally. */
export const TargetingController = (path: string) =>
  applyDecorators(
    ApiTags(path),
    Controller(path),
    UseGuards(PermissionGuard, ValidationGuard),
    UsePipes(targetingValidationPipe()),
    UseFilters(ProblemFilter),
  );
