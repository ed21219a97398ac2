using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.RabbitMq;

/// <summary>The broker, section <c>RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>Where the broker is and as whom to connect: <c>amqp://user:password@host:port/vhost</c>.</summary>
    [Required]
    public Uri? Url { get; init; }

    /// <summary>A connection that was silent for twice as long counts as broken.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the broker may take to confirm what was published.</summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often subscribers compare what they handled with the publishers' logs.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many deliveries of a queue may be on their way to an instance.</summary>
    public ushort Prefetch { get; init; } = 256;
}
