using Cartwright.Platform.Data;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Handles parts of publishers' logs once more, page by page. The effect of a page and the progress of the replay are one transaction,
/// so that a kill at any moment repeats nothing. One instance at a time works on a replay.
/// </summary>
internal sealed class Replays(Database database, ReplayStore store, IEventTransport transport, Inbox inbox, Subscriptions subscriptions, TimeProvider time)
{
    const int PageMax = 200;

    readonly WakeSignal _wake = new();

    /// <summary>Completes when a replay is requested.</summary>
    public Task Woken => _wake.Next;

    /// <summary>Requests a replay.</summary>
    public async Task<ReplayResponse> AddAsync(string publisher, string[] names, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var replay = await store.AddAsync(Guid.CreateVersion7(time.GetUtcNow()), publisher, names, since, cancellationToken);
        _wake.Send();
        return replay;
    }

    /// <summary>Handles the next page of the oldest replay that runs.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        await using var claim = await database.BeginAsync(cancellationToken);
        if (await ReplayStore.LockOldestAsync(claim, cancellationToken) is not { } replay)
        {
            return false;
        }

        var page = await transport.ReadAsync(
            replay.Publisher, new LogQuery(replay.Position, replay.Names, replay.Since, replay.Until, PageMax), cancellationToken);
        var events = page.Items.Where(e => subscriptions.CanRepeat(e.Name)).ToList();
        var finishedAt = page.Position >= page.End ? time.GetUtcNow() : (DateTimeOffset?)null;
        await inbox.HandleAsync(events, () => ReplayStore.SaveProgress(replay, page, events.Count, finishedAt), isReplay: true, cancellationToken);
        return true;
    }
}
