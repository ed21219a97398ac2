using Cartwright.Platform.Data;

namespace Cartwright.Platform.Files;

/// <summary>
/// Files of a service, with a row each in its table <c>files (name text primary key, content bytea)</c>, which all instances and backups share. The content is
/// in the row, or, where the shop has an object store, in an object of that store. Each instance serves files from copies of its own, which it writes at the first
/// request, so an object store that is away affects only files that an instance has not served yet, and new ones.
/// </summary>
/// <param name="database">The database of the service; where there is an object store, also with <c>file_removals (name text primary key, due_at timestamptz)</c>.</param>
/// <param name="files">The copies of this instance.</param>
/// <param name="objects">The object store; null if the contents are in the rows.</param>
/// <param name="keyPrefix">What the keys of the objects begin with, before the name.</param>
public sealed class FileStore(Database database, LocalFiles files, IObjectStore? objects = null, string keyPrefix = "")
{
    const int BatchMax = 100;

    static readonly TimeSpan WriteTimeMax = TimeSpan.FromHours(1);

    sealed record Stored(string Name, byte[]? Content);

    /// <summary>Checks at the start that files can be stored, and that those that are stored can be read.</summary>
    /// <exception cref="InvalidOperationException">The object store refuses, or is not named although it has files.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (objects is not null)
        {
            await objects.CheckAsync(cancellationToken);
        }
        else if (await database.QuerySingleOrDefaultAsync<string>("select name from files where content is null limit 1", null, cancellationToken) is not null)
        {
            throw new InvalidOperationException("Files:Store: Files of this shop are in an S3-compatible store. Set it to S3, and Files:S3 to that store.");
        }
    }

    /// <summary>
    /// Notes which files a transaction is about to add, before it begins: if it fails after it has stored objects, they are removed some time later.
    /// </summary>
    public async Task PrepareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (objects is not null)
        {
            await database.ExecuteAsync(
                """
                insert into file_removals (name, due_at) select n.name, now() + @WriteTimeMax from unnest(@names) as n (name) order by n.name
                on conflict do nothing
                """,
                new { names = names.ToArray(), WriteTimeMax },
                cancellationToken);
        }
    }

    /// <summary>Adds files. Adding one again changes nothing.</summary>
    /// <param name="work">The transaction. It holds a lock that keeps these files from being removed meanwhile.</param>
    /// <param name="added">Names as <see cref="LocalFiles"/> describes them, with contents; the caller limits their sizes and number.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">The object store does not answer in time, or refuses.</exception>
    public async Task AddAsync(UnitOfWork work, IReadOnlyList<(string Name, byte[] Content)> added, CancellationToken cancellationToken)
    {
        var names = added.Select(f => f.Name).ToArray();
        if (objects is null)
        {
            await work.ExecuteAsync(
                "insert into files (name, content) select * from unnest(@names, @contents) on conflict do nothing",
                new { names, contents = added.Select(f => f.Content).ToArray() },
                cancellationToken);
            return;
        }

        // A removal that has begun holds the lock of its row. Its object is gone when this statement returns, and stored again by the next one.
        await work.ExecuteAsync("delete from file_removals where name = any (@names)", new { names }, cancellationToken);
        await Task.WhenAll(added.Select(f => objects.PutAsync(keyPrefix + f.Name, f.Content, cancellationToken)));
        await work.ExecuteAsync(
            "insert into files (name, content) select n.name, null from unnest(@names) as n (name) on conflict (name) do update set content = null",
            new { names },
            cancellationToken);
    }

    /// <summary>The path of a file on this instance; null if there is no such file.</summary>
    /// <exception cref="HttpRequestException">This instance has no copy, and the object store does not answer in time.</exception>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (files.Find(name) is { } path)
        {
            return path;
        }

        if (!LocalFiles.IsName(name)
            || await database.QuerySingleOrDefaultAsync<Stored>("select name, content from files where name = @name", new { name }, cancellationToken) is not { } stored
            || (stored.Content ?? await GetObjectAsync(name, cancellationToken)) is not { } content)
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

    /// <summary>Moves contents from the rows to the object store, if there is one: those that were stored before it was set.</summary>
    /// <exception cref="HttpRequestException">The object store does not answer in time; the rest is moved the next time.</exception>
    public async Task MoveToObjectsAsync(CancellationToken cancellationToken)
    {
        while (objects is not null)
        {
            await using var work = await database.BeginAsync(cancellationToken);
            // One at a time, under its lock, because the content of a hundred would not fit into memory, and who removes the file meanwhile has to know of its object.
            var stored = await work.QuerySingleOrDefaultAsync<Stored>(
                "select name, content from files where content is not null order by name limit 1 for update skip locked", null, cancellationToken);
            if (stored is not { Content: { } content })
            {
                return;
            }

            await objects.PutAsync(keyPrefix + stored.Name, content, cancellationToken);
            await work.ExecuteAsync("update files set content = null where name = @Name", new { stored.Name }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Removes objects whose removal is due from the object store, if there is one.</summary>
    /// <exception cref="HttpRequestException">The object store does not answer in time; the rest is removed the next time.</exception>
    public async Task RemoveObjectsAsync(CancellationToken cancellationToken)
    {
        while (objects is not null)
        {
            await using var work = await database.BeginAsync(cancellationToken);
            var due = await work.QueryAsync<string>(
                "select name from file_removals where due_at <= now() order by name limit @BatchMax for update skip locked", new { BatchMax }, cancellationToken);
            if (due.Count == 0)
            {
                return;
            }

            // A statement of its own, which sees the files of uploads that held the locks before.
            var unused = await work.QueryAsync<string>(
                "select name from unnest(@due) as n (name) where not exists (select from files f where f.name = n.name)", new { due = due.ToArray() }, cancellationToken);
            foreach (var name in unused)
            {
                await objects.RemoveAsync(keyPrefix + name, cancellationToken);
            }

            await work.ExecuteAsync("delete from file_removals where name = any (@due)", new { due = due.ToArray() }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    async Task<byte[]?> GetObjectAsync(string name, CancellationToken cancellationToken) =>
        objects is null ? null : await objects.GetAsync(keyPrefix + name, cancellationToken);

    Task<IReadOnlyList<string>> MissingAsync(string[] names, CancellationToken cancellationToken) => database.QueryAsync<string>(
        "select name from unnest(@names) as n (name) where not exists (select from files f where f.name = n.name)", new { names }, cancellationToken);
}
