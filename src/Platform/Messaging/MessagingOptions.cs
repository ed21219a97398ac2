using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Messaging;

/// <summary>How stubbornly events are handled, section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>After so many failures an event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 8;

    /// <summary>How long an event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest that an event waits between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What is different for single events, by their names.</summary>
    public IReadOnlyDictionary<string, SubscriptionOptions> Subscriptions { get; init; } = new Dictionary<string, SubscriptionOptions>();

    /// <summary>How an event is tried again.</summary>
    internal RetryPolicy PolicyOf(string name)
    {
        var own = Subscriptions.GetValueOrDefault(name);
        return new(own?.AttemptsMax ?? AttemptsMax, own?.RetryDelay ?? RetryDelay, own?.RetryDelayMax ?? RetryDelayMax);
    }
}

/// <summary>How stubbornly one event is handled, section <c>Messaging:Subscriptions:name</c>; what is not set is as for all events.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>After so many failures the event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int? AttemptsMax { get; init; }

    /// <summary>How long the event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The longest that the event waits between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan? RetryDelayMax { get; init; }
}

/// <summary>When an event is tried again, and when it is given up.</summary>
internal sealed record RetryPolicy(int AttemptsMax, TimeSpan DelayFirst, TimeSpan DelayMax)
{
    /// <summary>The wait after a failure: doubling, with jitter over the upper half, so that what failed together does not come back together.</summary>
    /// <param name="attempts">How often it has failed again after the first time.</param>
    /// <param name="random">0 to 1.</param>
    public TimeSpan Delay(int attempts, double random) =>
        TimeSpan.FromMilliseconds(Math.Min(DelayMax.TotalMilliseconds, DelayFirst.TotalMilliseconds * Math.Pow(2, attempts)) * (0.5 + (random / 2)));
}

/// <summary>Checks what annotations do not reach: the settings of single events.</summary>
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
