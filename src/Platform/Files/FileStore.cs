using Cartwright.Platform.Data;

namespace Cartwright.Platform.Files;

/// <summary>
/// Files in the database of a service, in its table <c>files (name text primary key, content bytea)</c>, which all instances and backups share. Each
/// instance serves them from files of its own, which it writes at the first request.
/// </summary>
public sealed class FileStore(Database database, LocalFiles files)
{
    /// <summary>Stores a file. Storing it again changes nothing.</summary>
    /// <param name="content">The content; the caller limits its size.</param>
    /// <param name="extension">The extension, with its dot.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Its name, which stands for this content for ever.</returns>
    public async Task<string> SaveAsync(byte[] content, string extension, CancellationToken cancellationToken)
    {
        var name = LocalFiles.NameOf(content, extension);
        await SaveNamedAsync(name, content, cancellationToken);
        await files.SaveAsync(name, content, cancellationToken);
        return name;
    }

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
    public async Task AddLocalAsync(CancellationToken cancellationToken)
    {
        var names = files.Names.ToArray();
        var missing = await database.QueryAsync<string>(
            "select name from unnest(@names) as n (name) where not exists (select from files f where f.name = n.name)", new { names }, cancellationToken);
        foreach (var name in missing)
        {
            if (files.Find(name) is { } path)
            {
                await SaveNamedAsync(name, await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
            }
        }
    }

    Task<int> SaveNamedAsync(string name, byte[] content, CancellationToken cancellationToken) => database.ExecuteAsync(
        "insert into files (name, content) values (@name, @content) on conflict do nothing", new { name, content }, cancellationToken);
}
