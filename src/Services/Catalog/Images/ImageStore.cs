using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Images in the database, which all instances and backups share. Each instance serves them from files of its own, which it
/// writes at the first request.
/// </summary>
internal sealed class ImageStore(Database database, ImageFiles files)
{
    /// <summary>Stores an image and returns its name. Storing it again changes nothing.</summary>
    public async Task<string> SaveAsync(byte[] content, ImageType type, CancellationToken cancellationToken)
    {
        var name = ImageFiles.NameOf(content, type);
        await SaveAsync(name, content, cancellationToken);
        await files.SaveAsync(name, content, cancellationToken);
        return name;
    }

    /// <summary>The file of an image; null if it does not exist.</summary>
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

    /// <summary>Imports the images of a shop that stored files only.</summary>
    public async Task ImportFilesAsync(CancellationToken cancellationToken)
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
