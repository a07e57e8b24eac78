import type { QueryBus } from '@nestjs/cqrs';
import { tablesText } from '@app/annual-report';
import { GetAnnualTables } from '@app/read-models';
import { SAMPLE_UNIT, SAMPLE_YEAR } from './sample-data';

/** What the first start prints: what was loaded, its table 3, and how to start without it. */
export async function sampleTour(queries: QueryBus, dataDir: string | undefined): Promise<string> {
  const { unit, name } = SAMPLE_UNIT;
  const { tables, checks } = await queries.execute(new GetAnnualTables(unit, SAMPLE_YEAR));
  const failing = checks.filter(({ ok, level }) => !ok && level === 'E').length;
  return [
    `示例数据 sample data：${name}，全部虚构 all invented（--no-sample 不载入；数据目录 ${dataDir ?? ''}）`,
    '',
    `表三 ${SAMPLE_YEAR} 年 收到和处理政府信息公开申请情况`,
    tablesText(tables, 'brief'),
    `勾稽校验 checks：${checks.length} 项，${failing === 0 ? '全部通过 all hold' : `${failing} 项不通过 failing`}`,
    '',
  ].join('\n');
}
