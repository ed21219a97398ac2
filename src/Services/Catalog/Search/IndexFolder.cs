using Lucene.Net.Store;
using Directory = System.IO.Directory;

namespace Cartwright.Catalog;

/// <summary>Opens the index of this instance. Instances on one machine may share a data folder: each takes an index that no other one has open.</summary>
internal static class IndexFolder
{
    // More instances than share a folder.
    const int FoldersMax = 64;

    /// <summary>Opens the first index that is free. One that is damaged is emptied.</summary>
    /// <param name="dataFolder">The data folder of the service.</param>
    /// <param name="words">Divides texts into words.</param>
    /// <param name="mergeFailed">Learns why segments could not be merged.</param>
    /// <exception cref="InvalidOperationException">All are in use.</exception>
    public static ProductIndex Open(string dataFolder, WordReader words, Action<Exception>? mergeFailed = null)
    {
        for (var number = 1; number <= FoldersMax; number++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "search", number.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
            try
            {
                return ProductIndex.Open(folder, words, mergeFailed);
            }
            catch (IOException damage) when (damage is not LockObtainFailedException && Directory.EnumerateFiles(folder).Any())
            {
                // A copy that cannot be read is worth nothing: the follower builds it again.
                Directory.Delete(folder, recursive: true);
                return ProductIndex.Open(Directory.CreateDirectory(folder).FullName, words, mergeFailed);
            }
            catch (LockObtainFailedException)
            {
                // Another instance has it.
            }
        }

        throw new InvalidOperationException($"{FoldersMax} processes have opened the search indexes below {dataFolder}: give each instance a data folder of its own.");
    }
}
