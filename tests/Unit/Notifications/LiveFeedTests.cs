using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class LiveFeedTests : IDisposable
{
    readonly LiveFeed _feed = new(TimeProvider.System);
    readonly Guid _ada = Guid.CreateVersion7();

    public void Dispose() => _feed.Dispose();

    static NotificationView Note(string title) =>
        new(Guid.CreateVersion7(), "welcome", "in_app", title, "Body", null, "sent", DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void Every_page_of_the_user_is_told_and_nobody_else()
    {
        using var one = _feed.Open(_ada)!;
        using var two = _feed.Open(_ada)!;
        using var other = _feed.Open(Guid.CreateVersion7())!;

        _feed.Notify([new(_ada, Note("Hi"))]);

        Assert.Equal("Hi", Assert.Single(one.Take())!.Title);
        Assert.Equal("Hi", Assert.Single(two.Take())!.Title);
        Assert.Empty(other.Take());
    }

    [Fact]
    public void A_page_that_reads_too_slowly_is_asked_to_load_the_list_again()
    {
        using var page = _feed.Open(_ada)!;
        for (var i = 0; i <= LiveStream.QueueMax; i++)
        {
            _feed.Notify([new(_ada, Note($"{i}"))]);
        }

        Assert.Equal([null], page.Take());

        _feed.Notify([new(_ada, Note("after"))]);
        Assert.Equal("after", Assert.Single(page.Take())!.Title);
    }

    [Fact]
    public void A_full_queue_that_missed_nothing_is_read_as_it_is()
    {
        using var page = _feed.Open(_ada)!;
        for (var i = 0; i < LiveStream.QueueMax; i++)
        {
            _feed.Notify([new(_ada, Note($"{i}"))]);
        }

        Assert.Equal(LiveStream.QueueMax, page.Take().Count(n => n is not null));
    }

    [Fact]
    public void What_comes_by_two_ways_is_told_once()
    {
        using var page = _feed.Open(_ada)!;
        var note = Note("Hi");

        _feed.Notify([new(_ada, note)]);
        _feed.NotifyLocal(new(_ada, note), DateTimeOffset.MaxValue);

        Assert.Equal("Hi", Assert.Single(page.Take())!.Title);
    }

    [Fact]
    public void Of_what_was_read_the_page_is_told_to_load_its_list_once()
    {
        using var page = _feed.Open(_ada)!;
        var note = Note("Hi");
        _feed.Notify([new(_ada, note)]);
        page.Take();

        _feed.Notify([new(_ada, note with { ReadAt = DateTimeOffset.UnixEpoch })]);
        _feed.Notify([new(_ada, note with { ReadAt = DateTimeOffset.UnixEpoch })]);

        Assert.Equal([null], page.Take());
    }

    [Fact]
    public void What_was_written_before_the_page_was_opened_is_in_its_list()
    {
        using var page = _feed.Open(_ada)!;

        _feed.NotifyLocal(new(_ada, Note("old")), page.OpenedAt.AddTicks(-1));
        _feed.NotifyLocal(new(_ada, Note("new")), page.OpenedAt);

        Assert.Equal("new", Assert.Single(page.Take())!.Title);
    }

    [Fact]
    public void A_closed_page_makes_room_for_another()
    {
        var open = Enumerable.Range(0, 8).Select(_ => _feed.Open(_ada)!).ToList();
        Assert.Null(_feed.Open(_ada));

        open[3].Dispose();

        Assert.NotNull(_feed.Open(_ada));
    }

    [Fact]
    public void Events_are_one_line_of_data_each()
    {
        var text = StreamNotifications.Format([Note("two\nlines"), null]);

        var lines = text.Split('\n').Select(line =>
            line.StartsWith("id: ", StringComparison.Ordinal) ? "id" : line.StartsWith("data: {\"", StringComparison.Ordinal) ? "data" : line);
        Assert.Equal(["event: notification", "id", "data", "", "event: refresh", "data: {}", "", ""], lines);
    }
}
