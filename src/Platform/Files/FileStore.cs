using Cartwright.Platform.Data;

namespace Cartwright.Platform.Files;

/// <summary>
/// Files in the database of a service, in its table <c>files (name text primary key, content bytea)</c>, which all instances and backups share. Each
/// instance serves them from files of its own, which it writes at the first request.
/// </summary>
public sealed class FileStore(Database database, LocalFiles files)
{
    static readonly TimeSpan WriteTimeMax = TimeSpan.FromHours(1);

    /// <summary>Adds files. Adding one again changes nothing.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="added">Names as <see cref="LocalFiles"/> describes them, with contents; the caller limits their sizes.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static Task AddAsync(UnitOfWork work, IReadOnlyList<(string Name, byte[] Content)> added, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into files (name, content) select * from unnest(@names, @contents) on conflict do nothing",
        new { names = added.Select(f => f.Name).ToArray(), contents = added.Select(f => f.Content).ToArray() },
        cancellationToken);

    /// <summary>The path of a file on this instance; null if there is no such file.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (files.Find(name) is { } path)
        {
            return path;
        }

        if (!LocalFiles.IsName(name)
            || await database.QuerySingleOrDefaultAsync<byte[]>("select content from files where name = @name", new { name }, cancellationToken) is not { } content)
        {
            return null;
        }

        await files.SaveAsync(name, content, cancellationToken);
        return files.Find(name);
    }

    /// <summary>Stores the files of this instance that the database lacks.</summary>
    /// <param name="isChosen">Which names are stored.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task AddLocalAsync(Predicate<string> isChosen, CancellationToken cancellationToken)
    {
        foreach (var name in await MissingAsync([.. files.Names.Where(name => isChosen(name))], cancellationToken))
        {
            if (files.Find(name) is { } path)
            {
                await database.ExecuteAsync(
                    "insert into files (name, content) values (@name, @content) on conflict do nothing",
                    new { name, content = await File.ReadAllBytesAsync(path, cancellationToken) },
                    cancellationToken);
            }
        }
    }

    /// <summary>Deletes the files of this instance that the database no longer has, and what a crash left of others.</summary>
    /// <param name="now">The time, by which a file that is being written is told from one that a crash left.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RemoveLocalAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        files.RemoveTemporary(now - WriteTimeMax);
        foreach (var name in await MissingAsync([.. files.Names], cancellationToken))
        {
            files.Remove(name);
        }
    }

    Task<IReadOnlyList<string>> MissingAsync(string[] names, CancellationToken cancellationToken) => database.QueryAsync<string>(
        "select name from unnest(@names) as n (name) where not exists (select from files f where f.name = n.name)", new { names }, cancellationToken);
}
