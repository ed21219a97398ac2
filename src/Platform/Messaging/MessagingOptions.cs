using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Messaging;

/// <summary>When events that failed are attempted again, section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>After so many failures an event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 8;

    /// <summary>How long an event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Settings of single events, by their names.</summary>
    public IReadOnlyDictionary<string, SubscriptionOptions> Subscriptions { get; init; } = new Dictionary<string, SubscriptionOptions>();

    /// <summary>The policy of an event.</summary>
    internal RetryPolicy PolicyOf(string name)
    {
        var own = Subscriptions.GetValueOrDefault(name);
        return new(own?.AttemptsMax ?? AttemptsMax, new(own?.RetryDelay ?? RetryDelay, own?.RetryDelayMax ?? RetryDelayMax));
    }
}

/// <summary>When one event is attempted again, section <c>Messaging:Subscriptions:name</c>; a setting that is missing is that of all events.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>After so many failures the event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int? AttemptsMax { get; init; }

    /// <summary>How long the event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan? RetryDelayMax { get; init; }
}

/// <summary>When an event is attempted again, and when it is given up.</summary>
/// <param name="AttemptsMax">After so many failures it becomes a dead letter.</param>
/// <param name="Backoff">The waits before the attempts.</param>
internal sealed record RetryPolicy(int AttemptsMax, Backoff Backoff);

/// <summary>Checks the settings of single events, which annotations do not reach.</summary>
internal sealed class MessagingOptionsValidation : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var errors = new List<string>();
        foreach (var (subscribed, own) in options.Subscriptions)
        {
            var key = $"Messaging:Subscriptions:{subscribed}";
            if (!EventCatalog.ByName.ContainsKey(subscribed))
            {
                errors.Add($"{key}: there is no event of this name.");
            }

            var found = new List<ValidationResult>();
            Validator.TryValidateObject(own, new(own), found, validateAllProperties: true);
            errors.AddRange(found.Select(e => $"{key}: {e.ErrorMessage}"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
