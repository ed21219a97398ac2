using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Platform.RabbitMq;

/// <summary>The broker, section <c>RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>
    /// Address of the RabbitMQ that carries events and work: <c>amqp://user:password@host:5672/vhost</c>, with TLS <c>amqps://…:5671/…</c>. Without it they stay
    /// in the process.
    /// </summary>
    [UrlScheme("amqp", "amqps")]
    public Uri? Url { get; init; }

    /// <summary>Heartbeat interval. A connection that is silent for twice as long is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time-out of the broker's confirmation of a published message.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Interval at which a service reconciles its inbox with the event logs of its publishers.</summary>
    [ConfigurationKeyName("CompareInterval")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Unacknowledged deliveries of a queue to one instance.</summary>
    [Range(1, 65_535)]
    public ushort Prefetch { get; init; } = 256;
}
