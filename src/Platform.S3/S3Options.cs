using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Platform.S3;

/// <summary>The S3-compatible store that keeps files where <c>Files:Store</c> is <c>S3</c>, section <c>Files:S3</c>.</summary>
public sealed class S3Options
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Files:S3";

    /// <summary>Address of a store that is not Amazon's: <c>https://objects.example</c>. Without it the store is Amazon's in <c>Region</c>.</summary>
    [UrlScheme("http", "https")]
    public Uri? Endpoint { get; init; }

    /// <summary>The region that requests are signed for. Stores without regions accept the default.</summary>
    [Required, StringLength(64)]
    public string Region { get; init; } = "us-east-1";

    /// <summary>The bucket. It has to exist.</summary>
    [StringLength(63)]
    public string? Bucket { get; init; }

    /// <summary>What all keys begin with, so that several shops can share a bucket: <c>shop1/</c>.</summary>
    [RegularExpression("([a-zA-Z0-9_-]{1,64}/){0,8}", ErrorMessage = "Set it to names of letters, digits, - and _, each with a slash behind it.")]
    public string Prefix { get; init; } = "";

    /// <summary>
    /// The access key. Without it the credentials are looked for where Amazon's tools look: <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>, the profile of the
    /// user, the role of the container or machine.
    /// </summary>
    [StringLength(128)]
    public string? AccessKey { get; init; }

    /// <summary>The secret key that belongs to the access key.</summary>
    [StringLength(256)]
    public string? SecretKey { get; init; }

    /// <summary>Whether the bucket is in the path of addresses rather than in the name of the host. Most stores that are not Amazon's need it.</summary>
    public bool PathStyle { get; init; }

    /// <summary>Time-out of an operation with its repetitions. Readers and uploads get 503 after it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
