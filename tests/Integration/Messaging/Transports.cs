using System.Text;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Platform.Security;
using Cartwright.RabbitMq;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Messaging;

/// <summary>One process: all services share a transport.</summary>
public sealed class OneProcess : ITransports
{
    readonly InProcessTransport _transport = new(NullLogger<InProcessTransport>.Instance);

    public ITransports ForTest() => new OneProcess();

    public IEventTransport Create(ServiceAddresses addresses, SystemSecret secret) => _transport;
}

/// <summary>Processes of their own: every instance has a transport of its own, over a private broker.</summary>
public sealed class OverRabbitMq : ITransports, IAsyncLifetime
{
    static readonly TimeSpan ComparedOften = TimeSpan.FromSeconds(2);

    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;

    internal EmbeddedRabbitMq Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        Broker = await EmbeddedRabbitMq.StartAsync(new(_folder, PortRange.Take()), NullLogger.Instance, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Whether the broker has written what belongs to a queue: its directory of queues names the queue.</summary>
    internal bool HasWritten(string queue) =>
        Directory.EnumerateFiles(_folder, "names.dets", SearchOption.AllDirectories).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(queue)) >= 0);

    public ITransports ForTest() => this;

    public IEventTransport Create(ServiceAddresses addresses, SystemSecret secret) => Create(new(Broker.Url), addresses, secret, ComparedOften);

    /// <summary>The broker, reached through a wire that can be cut.</summary>
    internal ITransports Behind(CutWire wire) =>
        new Variant((addresses, secret) => Create(new UriBuilder(Broker.Url) { Port = wire.Port }.Uri, addresses, secret, ComparedOften));

    /// <summary>The broker, with what it does not deliver not being found missing within a test.</summary>
    internal ITransports WithoutComparing() =>
        new Variant((addresses, secret) => Create(new(Broker.Url), addresses, secret, compareInterval: TimeSpan.FromHours(1)));

    static RabbitMqTransport Create(Uri url, ServiceAddresses addresses, SystemSecret secret, TimeSpan compareInterval) => new(
        new RabbitMqOptions { Url = url, Heartbeat = TimeSpan.FromSeconds(1), ConfirmTimeout = TimeSpan.FromSeconds(5), ReconcileInterval = compareInterval },
        "test", addresses, secret, NullLogger<RabbitMqTransport>.Instance);

    sealed class Variant(Func<ServiceAddresses, SystemSecret, IEventTransport> create) : ITransports
    {
        public ITransports ForTest() => this;

        public IEventTransport Create(ServiceAddresses addresses, SystemSecret secret) => create(addresses, secret);
    }
}
