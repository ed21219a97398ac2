using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Cartwright.Unit.Platform;

public sealed class PageRequestTests
{
    static readonly Guid[] Ids = [.. Enumerable.Range(1, 5).Select(n => new Guid(n, 0, 0, new byte[8]))];

    [Fact]
    public void A_page_without_wishes_has_the_default_size_and_begins_at_the_start()
    {
        Assert.Null(new PageRequest().Read(out Page<Guid> page));

        Assert.Equal((20, null), (page.Limit, page.After));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_limit_out_of_range_is_a_problem_of_the_limit(int limit) => AssertProblem("limit", new PageRequest { Limit = limit });

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("bm90LWFuLWlk")]
    public void A_foreign_cursor_is_a_problem_of_the_cursor(string cursor) => AssertProblem("cursor", new PageRequest { Cursor = cursor });

    [Fact]
    public void Following_the_cursors_shows_every_item_once_and_no_empty_page()
    {
        for (var limit = 1; limit <= Ids.Length + 1; limit++)
        {
            var seen = new List<Guid>();
            string? cursor = null;
            do
            {
                Assert.Null(new PageRequest { Limit = limit, Cursor = cursor }.Read(out Page<Guid> page));
                var rows = Ids.Where(id => page.After is not { } after || id.CompareTo(after) > 0).Take(page.Take).ToList();
                (var items, cursor) = page.Cut(rows, id => id);
                Assert.InRange(items.Count, 1, limit);
                seen.AddRange(items);
            }
            while (cursor is not null);

            Assert.Equal(Ids, seen);
        }
    }

    [Fact]
    public void A_cursor_of_two_keys_loses_nothing()
    {
        var time = DateTimeOffset.UtcNow;
        Assert.Null(new PageRequest { Limit = 1 }.Read(out Page<(DateTimeOffset Time, long Id)> first));
        var (_, cursor) = first.Cut([(time, 7L), (time, 6L)], row => row);

        Assert.Null(new PageRequest { Cursor = cursor }.Read(out Page<(DateTimeOffset Time, long Id)> next));

        Assert.Equal((time, 7L), next.After);
    }

    [Fact]
    public void A_list_may_have_longer_pages()
    {
        Assert.Null(new PageRequest { Limit = 1000 }.Read(out Page<DateOnly> page, limitDefault: 31, limitMax: 1000));
        Assert.Equal(1000, page.Limit);
    }

    static void AssertProblem(string field, PageRequest request)
    {
        var problem = request.Read(out Page<Guid> _);

        Assert.Equal(StatusCodes.Status400BadRequest, problem?.StatusCode);
        Assert.Equal([field], ((HttpValidationProblemDetails)problem!.ProblemDetails).Errors.Keys);
    }
}
