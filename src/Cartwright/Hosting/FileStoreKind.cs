namespace Cartwright.Hosting;

/// <summary>What keeps the contents of files.</summary>
internal enum FileStoreKind
{
    /// <summary>The databases, with copies on disk.</summary>
    Disk,

    /// <summary>An S3-compatible store, with copies on disk.</summary>
    S3,
}
