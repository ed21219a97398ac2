using System.ComponentModel.DataAnnotations;

namespace Cartwright.Catalog.Feeds;

/// <summary>Settings of catalog feeds, section <c>Feeds</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>The largest file, in mebibytes, unpacked.</summary>
    [Range(1, 1024)]
    public int FileMegabytesMax { get; set; } = 1024;

    /// <summary>The most rows of a file.</summary>
    [Range(1, 20_000_000)]
    public int RowsMax { get; set; } = 5_000_000;

    /// <summary>How many parts of files an instance writes at once; more are faster and leave less for everything else.</summary>
    [Range(1, 16)]
    public int Parallelism { get; set; } = 2;

    /// <summary>How long an instance owns a part of a file: after a crash another instance takes over this much later.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of attempts after which a part of a file, and with it the run, fails.</summary>
    [Range(1, 1000)]
    public int AttemptsMax { get; set; } = 50;

    /// <summary>How long a run and its problems are kept after its end.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan RunLife { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the fetch of a file may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "06:00:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether files are also fetched from private and local addresses, which are refused by default: a URL is data, and must not reach inner servers.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
