using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>The rows of feeds.</summary>
internal sealed class FeedStore(Database database)
{
    /// <summary>The feed of a code; null if there is none.</summary>
    public async Task<Feed?> FindAsync(string code, CancellationToken cancellationToken) => FeedRules.IsCode(code)
        ? await database.QuerySingleOrDefaultAsync<Feed>($"{Feed.Select} where code = @code", new { code }, cancellationToken)
        : null;

    /// <summary>Feeds after a code.</summary>
    public Task<IReadOnlyList<Feed>> ListAsync(string? after, int take, CancellationToken cancellationToken) => database.QueryAsync<Feed>(
        $"{Feed.Select} where @after::text is null or code > @after order by code limit @take", new { after, take }, cancellationToken);

    /// <summary>Adds a feed.</summary>
    /// <exception cref="Npgsql.PostgresException">The code is taken.</exception>
    public async Task<Feed> AddAsync(FeedRequest input, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            insert into feeds (id, code, name, format, delimiter, decimal_separator, list_separator, columns, deactivate_missing, deactivate_percent, url,
                fetch_every_minutes, next_fetch_at)
            values (@id, @Code, @Name, @Format, @Delimiter, @DecimalSeparator, @ListSeparator, @columns::jsonb, @DeactivateMissing, @DeactivatePercentMax, @Url,
                @FetchEveryMinutes, case when @FetchEveryMinutes is null then null else now() end)
            """,
            Parameters(Guid.CreateVersion7(), input),
            cancellationToken);
        return (await FindAsync(input.Code, cancellationToken))!;
    }

    /// <summary>Replaces a feed that the transaction has locked. Its file is fetched again, because the same file may now mean something else.</summary>
    public static Task ReplaceAsync(UnitOfWork work, Guid id, FeedRequest input, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        update feeds
        set name = @Name, format = @Format, delimiter = @Delimiter, decimal_separator = @DecimalSeparator, list_separator = @ListSeparator,
            columns = @columns::jsonb, deactivate_missing = @DeactivateMissing, deactivate_percent = @DeactivatePercentMax, url = @Url,
            fetch_every_minutes = @FetchEveryMinutes, next_fetch_at = case when @FetchEveryMinutes is null then null else now() end, file_etag = null,
            file_modified = null, fetch_error = null, version = version + 1, updated_at = now()
        where id = @id
        """,
        Parameters(id, input),
        cancellationToken);

    /// <summary>Locks a feed; null if there is none.</summary>
    public static async Task<Feed?> LockAsync(UnitOfWork work, string code, CancellationToken cancellationToken) => FeedRules.IsCode(code)
        ? await work.QuerySingleOrDefaultAsync<Feed>($"{Feed.Select} where code = @code for update", new { code }, cancellationToken)
        : null;

    static object Parameters(Guid id, FeedRequest input) => new
    {
        id, input.Code, input.Name, input.Format, input.Delimiter, input.DecimalSeparator, input.ListSeparator,
        columns = JsonSerializer.Serialize(input.Columns ?? [], CatalogJson.Default.IReadOnlyListFeedColumn),
        input.DeactivateMissing, input.DeactivatePercentMax, input.Url, input.FetchEveryMinutes,
    };
}
