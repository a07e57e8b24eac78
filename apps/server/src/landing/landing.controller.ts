import { Controller, Get, Header, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { yearOf } from '@app/disclosure';
import { ListUnits } from '@app/read-models';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { landingPage } from './landing-page';

@Controller()
export class LandingController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiExcludeEndpoint()
  async page(): Promise<string> {
    return landingPage(await this.queries.execute(new ListUnits()), yearOf(this.write.today()));
  }
}
