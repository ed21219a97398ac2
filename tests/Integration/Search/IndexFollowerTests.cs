using System.Net;
using Cartwright.Catalog;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Tests.Search;

/// <summary>An index of the catalog is what the catalog is, whatever happened to it.</summary>
public sealed class IndexFollowerTests(TestShop shop) : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cartwright-index-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_index_goes_on_where_it_was_committed()
    {
        var product = await shop.ProductAsync(stock: 0);
        await using (var first = await FollowAsync(_folder.FullName))
        {
            await first.FindsAsync(product.Sku, product.Id);
            Assert.Equal(1, first.Builds);
        }

        await shop.PriceAsync(product, 11m);
        await using var second = await FollowAsync(_folder.FullName);
        await second.FindsAsync("dearer " + product.Sku, product.Id);
        Assert.Equal(0, second.Builds);
    }

    [Fact]
    public async Task What_a_killed_process_had_not_committed_is_read_again()
    {
        var crashed = Directory.CreateDirectory(Path.Combine(_folder.FullName, "crashed"));
        await using var running = await FollowAsync(Path.Combine(_folder.FullName, "running"));
        var product = await shop.ProductAsync(stock: 0);
        await running.FindsAsync(product.Sku, product.Id);
        // What a process leaves that dies now.
        var files = Directory.CreateDirectory(Path.Combine(crashed.FullName, "search", "1"));
        foreach (var file in new DirectoryInfo(Path.Combine(_folder.FullName, "running", "search", "1")).GetFiles().Where(f => f.Name != "write.lock"))
        {
            file.CopyTo(Path.Combine(files.FullName, file.Name));
        }

        await using var restarted = await FollowAsync(crashed.FullName);
        await restarted.FindsAsync(product.Sku, product.Id);
        Assert.Equal(0, restarted.Builds);
    }

    [Fact]
    public async Task An_index_of_another_log_or_in_another_language_is_built_again()
    {
        var product = await shop.ProductAsync(stock: 0);
        await using (var first = await FollowAsync(_folder.FullName))
        {
            await first.FindsAsync(product.Sku, product.Id);
        }

        using (var words = new WordReader(SearchLanguagesAttribute.Read("en")))
        using (var index = IndexFolder.Open(_folder.FullName, words))
        {
            index.Clear();
            index.Commit(new Dictionary<string, string>(index.CommitData) { ["event"] = Guid.NewGuid().ToString() });
        }

        await using (var restored = await FollowAsync(_folder.FullName))
        {
            await restored.FindsAsync(product.Sku, product.Id);
            Assert.Equal(1, restored.Builds);
        }

        await using var german = await FollowAsync(_folder.FullName, "en,de");
        await german.FindsAsync(product.Sku, product.Id);
        Assert.Equal(1, german.Builds);
    }

    [Fact]
    public async Task A_damaged_index_is_built_again()
    {
        var product = await shop.ProductAsync(stock: 0);
        await using (var first = await FollowAsync(_folder.FullName))
        {
            await first.FindsAsync(product.Sku, product.Id);
        }

        foreach (var file in new DirectoryInfo(Path.Combine(_folder.FullName, "search", "1")).GetFiles().Where(f => f.Name != "write.lock"))
        {
            await using var content = file.OpenWrite();
            content.SetLength(file.Length / 2);
        }

        await using var repaired = await FollowAsync(_folder.FullName);
        await repaired.FindsAsync(product.Sku, product.Id);
        Assert.Equal(1, repaired.Builds);
    }

    [Fact]
    public async Task Instances_that_share_a_folder_have_an_index_each()
    {
        var product = await shop.ProductAsync(stock: 0);
        await using var first = await FollowAsync(_folder.FullName);
        await using var second = await FollowAsync(_folder.FullName);

        await first.FindsAsync(product.Sku, product.Id);
        await second.FindsAsync(product.Sku, product.Id);
        Assert.Equal(2, _folder.GetDirectories("search")[0].GetDirectories().Length);
    }

    [Fact]
    public async Task Staff_has_the_indexes_built_again_while_searches_go_on()
    {
        using var admin = await shop.AdminAsync();
        var product = await shop.ProductAsync(stock: 0);
        await using var index = await FollowAsync(_folder.FullName);
        await index.FindsAsync(product.Sku, product.Id);

        // While an instance still builds its index, nothing more is asked.
        var requested = await RequestedAsync();
        var instance = Guid.NewGuid();
        await ExecuteAsync("insert into search_indexes values (@instance, true, 0, 0, 0, -1, now() + interval '1 hour')", instance);
        (await admin.PostJsonAsync("/api/products/search/reindex", null)).Is(HttpStatusCode.Accepted);
        Assert.Equal(requested, await RequestedAsync());
        await ExecuteAsync("delete from search_indexes where instance = @instance", instance);

        await Eventually.TrueAsync(
            async () =>
            {
                (await admin.PostJsonAsync("/api/products/search/reindex", null)).Is(HttpStatusCode.Accepted);
                return await RequestedAsync() > requested;
            },
            () => "The indexes are not asked to be built again.");
        await Eventually.TrueAsync(
            async () =>
            {
                await index.FindsAsync(product.Sku, product.Id);
                return index.Builds > 1;
            },
            () => "The index is not built again.");
        await Eventually.EqualAsync("", async () => string.Join(
            ' ',
            (await admin.GetJsonAsync("/api/products/search/indexes")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
                .Select(i => i.GetProperty("state").GetString()).Where(state => state == "rebuilding")));

        Task ExecuteAsync(string sql, Guid instance) => Part<Database>().ExecuteAsync(sql, new { instance }, TestContext.Current.CancellationToken);

        async Task<int> RequestedAsync() => await Part<Database>().QuerySingleOrDefaultAsync<int>(
            "select requested from search_rebuilds", null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_audit_compares_each_index_with_the_catalog()
    {
        await using var index = await FollowAsync(_folder.FullName);
        var cancellationToken = TestContext.Current.CancellationToken;
        await Eventually.TrueAsync(
            async () =>
            {
                await using var connection = await Part<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
                // Nobody else sees what is rolled back.
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await using var spoil = new NpgsqlCommand(
                    """
                    update search_indexes set digest = digest + 1, position = (select max(position) from events)
                    where not building and seen_at > now() - interval '20 seconds'
                    """,
                    connection);
                var spoiled = await spoil.ExecuteNonQueryAsync(cancellationToken);
                return spoiled > 0 && (await CatalogBooks.FindIndexDiscrepanciesAsync(connection)).Count >= spoiled;
            },
            () => "A spoiled index is not noticed.");
    }

    [Fact]
    public async Task The_audit_finds_an_index_that_stays_behind_and_none_that_moves()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await shop.ProductAsync(stock: 0);
        await using var connection = await Part<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        // Nobody else sees what is rolled back.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (stuck, moving, current, ended) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using (var age = new NpgsqlCommand("update events set time = now() - interval '3 minutes' where position = (select max(position) from events)", connection))
        {
            await age.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(
            """
            insert into search_indexes (instance, building, position, products, digest, rebuilt, seen_at, moved_at)
            select i.instance, i.building, (select max(position) from events) - i.behind, 0, 0, 0, now() - i.seen, now() - i.moved
            from (values
                ($1, true, 1, interval '0', interval '3 minutes'),
                ($2, false, 1, interval '0', interval '1 minute'),
                ($3, true, 0, interval '0', interval '3 minutes'),
                ($4, false, 1, interval '1 minute', interval '3 minutes')) as i (instance, building, behind, seen, moved)
            """,
            connection)
        {
            Parameters = { new() { Value = stuck }, new() { Value = moving }, new() { Value = current }, new() { Value = ended } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);

        var found = await CatalogBooks.ListStuckIndexesAsync(connection);

        Assert.Equal([stuck], found.Select(f => f.Instance).Intersect([stuck, moving, current, ended]));
        Assert.Equal(1, found.Single(f => f.Instance == stuck).Behind);
    }

    [Fact]
    public async Task An_index_that_does_not_follow_is_reported_as_running_and_not_as_moving()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await shop.ProductAsync(stock: 0);
        var reports = new IndexReports(Part<Database>(), TimeProvider.System);
        var mine = reports.Instance;
        await reports.RunAsync(cancellationToken);
        // The instance tells of an event that is not the last one, and then no more of its index.
        await Part<Database>().ExecuteAsync(
            "update search_indexes set position = 1, seen_at = now() - interval '1 minute', moved_at = now() - interval '1 hour' where instance = @mine",
            new { mine }, cancellationToken);

        await reports.RunAsync(cancellationToken);
        Assert.Equal((true, false), await ReadAsync());
        await reports.ReportAsync(false, 1, 0, () => default, cancellationToken);
        Assert.Equal((true, false), await ReadAsync());
        await Part<Database>().ExecuteAsync("delete from search_indexes where instance = @mine", new { mine }, cancellationToken);

        Task<(bool IsRunning, bool HasMoved)> ReadAsync() => Part<Database>().QuerySingleOrDefaultAsync<(bool, bool)>(
            "select seen_at > now() - interval '30 seconds', moved_at > now() - interval '30 minutes' from search_indexes where instance = @mine",
            new { mine }, cancellationToken);
    }

    async Task<Followed> FollowAsync(string folder, string languages = "en")
    {
        var search = new ProductSearch();
        var words = new WordReader(SearchLanguagesAttribute.Read(languages));
        var log = new Builds();
        var follower = new IndexFollower(
            search, new IndexSource(Part<Database>(), search), words, Part<CatalogCache>(), Part<NpgsqlDataSource>(), new SearchFolder(folder), new WakeSignal(),
            Part<SearchMeter>(), new IndexReports(Part<Database>(), TimeProvider.System),
            new SearchRulesFollower(Part<Database>(), search, words, Part<CatalogCache>()), Options.Create(new CatalogOptions { SearchLanguages = languages }),
            TimeProvider.System, log);
        await follower.StartAsync(CancellationToken.None);
        return new(search, follower, words, log);
    }

    T Part<T>() where T : notnull => shop.Shop.Service<T>("catalog")[0];

    sealed class Followed(ProductSearch search, IndexFollower follower, WordReader words, Builds log) : IAsyncDisposable
    {
        /// <summary>How often the whole index was built.</summary>
        public int Builds => log.Count;

        public Task FindsAsync(string text, Guid product) => Eventually.TrueAsync(
            async () => await search.FindAsync(TimeSpan.FromMinutes(1), CancellationToken.None) is { } index
                && index.Search(new(SearchText.Read(text), SearchSelection.None, null, "EUR", SearchSort.Relevance, null, 10, WithFacets: false)).Hits.Any(h => h.Id == product),
            () => $"'{text}' does not find {product}.");

        public async ValueTask DisposeAsync()
        {
            await follower.StopAsync(CancellationToken.None);
            follower.Dispose();
            words.Dispose();
        }
    }

    sealed class Builds : ILogger<IndexFollower>
    {
        int _count;

        public int Count => _count;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "SearchIndexBuilt")
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}
