import { contentDisposition } from './content-disposition';

it('names a file in Chinese for browsers that know how, and in ASCII for the others', () => {
  expect(contentDisposition('attachment', "年报 (终'稿*).docx", 'report-a/b.docx')).toBe(
    'attachment; filename="report-a_b.docx"; filename*=UTF-8\'\'%E5%B9%B4%E6%8A%A5%20%28%E7%BB%88%27%E7%A8%BF%2A%29.docx',
  );
});
