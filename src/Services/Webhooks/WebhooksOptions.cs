using System.ComponentModel.DataAnnotations;

namespace Cartwright.Webhooks;

/// <summary>Settings of the section <c>Webhooks</c>.</summary>
public sealed class WebhooksOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Webhooks";

    /// <summary>How long a server may take to answer a delivery.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many deliveries an instance sends to one webhook at once.</summary>
    [Range(1, 256)]
    public int ConcurrencyMax { get; init; } = 16;

    /// <summary>How long the old secret of a webhook signs beside the new one after a rotation.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan OldSecretLife { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A webhook is disabled when one of its deliveries has failed for good and none has succeeded for so long.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long deliveries are kept, with what was sent and answered.</summary>
    [Range(typeof(TimeSpan), "5.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Whether deliveries also go to private and local addresses and over http, which is refused by default: a URL is data, and must not reach inner servers.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }
}
