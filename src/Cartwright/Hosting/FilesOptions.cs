namespace Cartwright.Hosting;

/// <summary>Where the contents of files, such as the images of products, are kept, section <c>Files</c>.</summary>
internal sealed class FilesOptions
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Files";

    /// <summary>
    /// <c>Disk</c>: in the databases, with copies on the disk of each instance. <c>S3</c>: in the S3-compatible store of <c>Files:S3</c>, with such copies; files that
    /// the databases have are moved there, and stay there.
    /// </summary>
    public FileStoreKind Store { get; init; }
}
