using System.Globalization;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>
/// Keeps the search index of this instance equal to the catalog. It follows the log of the catalog from the position of the last commit of the index; without an index of
/// this format, or one that belongs to another database, it builds one from the products. Every product is read from the database when it is written, so an event that is
/// applied twice, or late, changes nothing.
/// </summary>
internal sealed class IndexFollower(
    ProductSearch search, IndexSource source, WordReader words, CatalogCache cache, NpgsqlDataSource database, SearchFolder folder, WakeSignal wake, SearchMeter meter,
    IndexReports reports, SearchRulesFollower staff, IOptions<CatalogOptions> options, TimeProvider time, ILogger<IndexFollower> logger) : BackgroundService
{
    // Rises when documents are written in another way.
    const string Format = "3";

    const int PageSize = 500;
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan GapInterval = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(50);

    // Each refresh makes a segment, and segments are merged: with much to write they are made more rarely.
    static readonly TimeSpan BusyRefreshInterval = TimeSpan.FromSeconds(1);

    static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(30);

    // An edit of the rules shows in the searches of every instance within a second.
    static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    static readonly string AvailabilityChanged = EventCatalog.Of(typeof(ProductAvailabilityChanged)).Name;
    static readonly string CategoryCreated = EventCatalog.Of(typeof(CategoryCreated)).Name;
    static readonly string[] Edits =
        [EventCatalog.Of(typeof(ProductCreated)).Name, EventCatalog.Of(typeof(ProductUpdated)).Name, EventCatalog.Of(typeof(ProductDeleted)).Name];

    readonly EventLogReader _log = new(database);
    readonly string _format = $"{Format} {options.Value.SearchLanguages}";
    ProductIndex? _index;
    bool _isComplete;
    long _position;
    Guid _lastEvent;
    long _generation;
    int _rebuilt;
    int _requested;
    bool _isBuilding;
    long? _askedAt;
    bool _isChanged;
    DateTimeOffset _committedAt;

    // What searches do not show yet.
    readonly List<Envelope> _unseen = [];
    bool _isUnseen;
    long _refreshedAt;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_index is not null)
        {
            Commit();
            _index.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the service waits for no index.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.SearchIndexDelayed(error);
                if (_index is { IsOpen: false })
                {
                    search.Withdraw();
                    _index.Dispose();
                    _index = null;
                }

                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    async Task FollowAsync(CancellationToken cancellationToken)
    {
        await source.LoadCategoriesAsync(cancellationToken);
        if (_index is null)
        {
            _index = IndexFolder.Open(folder.Path, words, logger.SearchMergeFailed);
            _isComplete = await IsCurrentAsync(_index, cancellationToken);
            _committedAt = time.GetUtcNow();
        }

        if (!_isComplete)
        {
            _index.Clear();
            _position = await LogTailer.EndAsync(database, cancellationToken);
            _lastEvent = await IdAtAsync(_position, cancellationToken);
        }

        // What was read and not applied is read again.
        _log.Seek(_position);
        if (!_isComplete)
        {
            _requested = await staff.FollowAsync(cancellationToken);
            await BuildAsync(_index, cancellationToken);
        }

        search.Use(_index);
        while (true)
        {
            var next = wake.Next;
            if (_requested > _rebuilt)
            {
                await BuildAsync(_index, cancellationToken);
            }

            if (!await ApplyNextAsync(_index, cancellationToken))
            {
                await Task.WhenAny(next, Task.Delay(_log.HasGap ? GapInterval : PollInterval, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // Only an index that was written in this format, from this very log, continues.
    async Task<bool> IsCurrentAsync(ProductIndex index, CancellationToken cancellationToken)
    {
        var data = index.CommitData;
        if (data.GetValueOrDefault("format") != _format)
        {
            return false;
        }

        _position = long.Parse(data["position"], CultureInfo.InvariantCulture);
        _generation = long.Parse(data["generation"], CultureInfo.InvariantCulture);
        _rebuilt = int.Parse(data["rebuilt"], CultureInfo.InvariantCulture);
        _lastEvent = Guid.Parse(data["event"]);
        return await IdAtAsync(_position, cancellationToken) == _lastEvent;
    }

    async Task<Guid> IdAtAsync(long position, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select id from events where position = $1");
        command.Parameters.Add(new() { Value = position });
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? id : Guid.Empty;
    }

    async Task AskStaffAsync(CancellationToken cancellationToken)
    {
        if (_askedAt is not { } at || time.GetElapsedTime(at) >= AskInterval)
        {
            _requested = await staff.FollowAsync(cancellationToken);
            _askedAt = time.GetTimestamp();
        }
    }

    /// <summary>Writes all products. Searches go on in the old state, and edits are applied between two pages.</summary>
    async Task BuildAsync(ProductIndex index, CancellationToken cancellationToken)
    {
        // What is asked for while it builds asks for another one.
        var requested = _requested;
        var start = time.GetTimestamp();
        _isBuilding = true;
        _generation++;
        var (after, count) = (Guid.Empty, 0);
        while (true)
        {
            var page = await source.ListAfterAsync(after, PageSize, cancellationToken);
            index.Write(page, _generation);
            _isUnseen = true;
            count += page.Count;
            if (page.Count < PageSize)
            {
                break;
            }

            after = page[^1].Id;
            await ApplyNextAsync(index, cancellationToken);
        }

        index.RemoveBefore(_generation);
        (_isComplete, _isChanged, _isUnseen, _isBuilding, _rebuilt) = (true, true, true, false, requested);
        await ShowAsync(index, isBusy: true, cancellationToken);
        Commit();
        logger.SearchIndexBuilt(count, time.GetElapsedTime(start));
    }

    /// <returns>Whether there were events.</returns>
    async Task<bool> ApplyNextAsync(ProductIndex index, CancellationToken cancellationToken)
    {
        await AskStaffAsync(cancellationToken);
        var events = await _log.ReadAsync(cancellationToken);
        if (events.Count > 0)
        {
            if (events.Any(e => e.Name == CategoryCreated || CategorySlugs.IsChange(e.Name)))
            {
                await source.LoadCategoriesAsync(cancellationToken);
            }

            await WriteAsync(index, ChangedBy(events, index), cancellationToken);
            (_position, _lastEvent, _isChanged) = (_log.Position, events[^1].Id, true);
            _unseen.AddRange(events);
        }

        var isBusy = _isBuilding || events.Count == EventLogReader.PageMax;
        if (!isBusy || time.GetElapsedTime(_refreshedAt) > BusyRefreshInterval)
        {
            await ShowAsync(index, isBusy, cancellationToken);
        }

        if (_isBuilding || events.Count == 0)
        {
            await reports.ReportAsync(_isBuilding, _position, _rebuilt, index.ReadDigest, cancellationToken);
        }

        if (_isComplete && time.GetUtcNow() - _committedAt > CommitInterval)
        {
            Commit();
        }

        return events.Count > 0;
    }

    async Task WriteAsync(ProductIndex index, HashSet<Guid> changed, CancellationToken cancellationToken)
    {
        foreach (var part in changed.Chunk(PageSize))
        {
            _isUnseen = true;
            var products = await source.ListAsync(part, cancellationToken);
            index.Write(products, _generation);
            index.Remove(part.Except(products.Select(p => p.Id)));
        }
    }

    async Task ShowAsync(ProductIndex index, bool isBusy, CancellationToken cancellationToken)
    {
        var isRefreshed = _isUnseen;
        if (isRefreshed)
        {
            index.Refresh();
            (_isUnseen, _refreshedAt) = (false, time.GetTimestamp());
            await cache.IndexChangedAsync();
        }

        meter.Applied(_unseen);
        _unseen.Clear();
        if (isRefreshed && !isBusy)
        {
            // Many edits in a row become visible together.
            await Task.Delay(RefreshInterval, time, cancellationToken);
        }
    }

    // Stock matters when the last unit goes or the first one comes. What was written and is not shown yet was read before the event, perhaps.
    static HashSet<Guid> ChangedBy(IReadOnlyList<Envelope> events, ProductIndex index)
    {
        var changed = events.Where(e => Edits.Contains(e.Name)).Select(e => e.AggregateId).ToHashSet();
        var stock = new Dictionary<Guid, bool>();
        foreach (var envelope in events.Where(e => e.Name == AvailabilityChanged && !changed.Contains(e.AggregateId)))
        {
            var fact = (ProductAvailabilityChanged)JsonSerializer.Deserialize(envelope.Data, EventCatalog.Of(typeof(ProductAvailabilityChanged)).Json)!;
            stock[fact.ProductId] = fact.Available > 0;
        }

        var shown = index.ReadStock(stock.Keys);
        changed.UnionWith(stock.Where(s => !shown.TryGetValue(s.Key, out var inStock) || inStock != s.Value).Select(s => s.Key));
        return changed;
    }

    void Commit()
    {
        if (_index is { IsOpen: true } && _isComplete && _isChanged)
        {
            _index.Commit(new Dictionary<string, string>
            {
                ["format"] = _format,
                ["position"] = _position.ToString(CultureInfo.InvariantCulture),
                ["event"] = _lastEvent.ToString(),
                ["generation"] = _generation.ToString(CultureInfo.InvariantCulture),
                ["rebuilt"] = _rebuilt.ToString(CultureInfo.InvariantCulture),
            });
            _isChanged = false;
            _committedAt = time.GetUtcNow();
        }
    }
}
