using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Pictures in the database, where every instance finds them and every backup has them. Each instance serves them from files of its own, which it
/// makes when it is first asked.
/// </summary>
internal sealed class ImageStore(Database database, ImageFiles files)
{
    /// <summary>Stores a picture, once however often it comes, and returns its name.</summary>
    public async Task<string> SaveAsync(byte[] content, ImageType type, CancellationToken cancellationToken)
    {
        var name = ImageFiles.NameOf(content, type);
        await SaveAsync(name, content, cancellationToken);
        await files.SaveAsync(name, content, cancellationToken);
        return name;
    }

    /// <summary>The file of a picture, or null when there is no such picture.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (files.Find(name) is { } path)
        {
            return path;
        }

        if (ImageFiles.TypeOf(name) is null
            || await database.QuerySingleOrDefaultAsync<byte[]>("select content from images where name = @name", new { name }, cancellationToken) is not { } content)
        {
            return null;
        }

        await files.SaveAsync(name, content, cancellationToken);
        return files.Find(name);
    }

    /// <summary>Takes over the pictures of a shop that had them in files only.</summary>
    public async Task TakeOverFilesAsync(CancellationToken cancellationToken)
    {
        var names = files.Names.ToArray();
        var missing = await database.QueryAsync<string>(
            "select name from unnest(@names) as n (name) where not exists (select from images i where i.name = n.name)", new { names }, cancellationToken);
        foreach (var name in missing)
        {
            if (files.Find(name) is { } path)
            {
                await SaveAsync(name, await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
            }
        }
    }

    Task<int> SaveAsync(string name, byte[] content, CancellationToken cancellationToken) => database.ExecuteAsync(
        "insert into images (name, content) values (@name, @content) on conflict do nothing", new { name, content }, cancellationToken);
}
