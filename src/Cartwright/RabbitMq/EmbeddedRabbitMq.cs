using Cartwright.Processes;

namespace Cartwright.RabbitMq;

/// <summary>The private RabbitMQ of a data folder, supervised by this process: restarted when it exits, and ended with this process even when that is killed.</summary>
internal sealed class EmbeddedRabbitMq : IAsyncDisposable
{
    static readonly TimeSpan BrokerStopTimeout = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PortMapperStopTimeout = TimeSpan.FromSeconds(2);
    static readonly TimeSpan PortMapperStartTimeout = TimeSpan.FromSeconds(15);

    readonly EmbeddedRabbitMqOptions _options;
    readonly RabbitMqFolder _folder;
    readonly ChildProcessStarter _starter = new();
    readonly SupervisedProcess _portMapper;
    SupervisorLock? _lock;
    string _password = "";

    EmbeddedRabbitMq(EmbeddedRabbitMqOptions options, RabbitMqPrograms programs, ILogger logger)
    {
        _options = options;
        _folder = new RabbitMqFolder(options.DataFolder);
        _portMapper = new SupervisedProcess(
            new ProcessPlan("RabbitMQ's port mapper")
            {
                Prepare = _ => Task.FromResult(_folder.Command(
                    options, programs.PortMapper, "-address", "127.0.0.1", "-port", options.PortMapperPort.ToString(System.Globalization.CultureInfo.InvariantCulture))),
                Ready = PortMapperReadyAsync,
                StopSequence = [(Signal.Terminate, PortMapperStopTimeout)],
            },
            _starter,
            logger);
        Server = new SupervisedProcess(
            new ProcessPlan("RabbitMQ")
            {
                Prepare = _ =>
                {
                    _folder.Configure(options, _password);
                    return Task.FromResult(_folder.Command(options, programs.Server));
                },
                Ready = BrokerReadyAsync,
                StopSequence = [(Signal.Terminate, BrokerStopTimeout)],
                StableAfter = TimeSpan.FromSeconds(10),
                Changed = options.Changed,
            },
            _starter,
            logger);
    }

    /// <summary>How to connect (<c>RabbitMq:Url</c>). It stays the same when the broker restarts.</summary>
    public string Url => $"amqp://{EmbeddedRabbitMqOptions.User}:{_password}@127.0.0.1:{_options.Port}/";

    /// <summary>The broker, for tests that kill or pause it.</summary>
    public SupervisedProcess Server { get; }

    /// <summary>Starts the broker.</summary>
    /// <exception cref="ServerMissingException">RabbitMQ is not installed.</exception>
    /// <exception cref="DataFolderInUseException">Another process runs the broker of this folder.</exception>
    /// <exception cref="ServerStartException">The broker does not start.</exception>
    public static async Task<EmbeddedRabbitMq> StartAsync(EmbeddedRabbitMqOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var rabbitMq = new EmbeddedRabbitMq(options, RabbitMqPrograms.Find(), logger);
        try
        {
            await rabbitMq.StartAsync(cancellationToken);
            return rabbitMq;
        }
        catch
        {
            await rabbitMq.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _portMapper.DisposeAsync();
        _starter.Dispose();
        _lock?.Dispose();
    }

    async Task StartAsync(CancellationToken cancellationToken)
    {
        _password = _folder.Create();
        _lock = SupervisorLock.Take(_folder.Root);
        await LeftoverProcesses.EndAsync(_folder.Root, ["beam.smp", "epmd"], cancellationToken);
        await _portMapper.StartAsync(cancellationToken);
        await Server.StartAsync(cancellationToken);
    }

    // A request for the names of all nodes (length 1, code 110) is answered by the mapper's own port number.
    Task PortMapperReadyAsync(ChildProcess process, CancellationToken cancellationToken) => ServerStart.WaitUntilReadyAsync(
        "RabbitMQ's port mapper", process, _options.PortMapperPort, new byte[] { 0, 1, 110 }, static answer => answer.Length >= 4, PortMapperStartTimeout, cancellationToken);

    // A broker that works answers the header of the protocol by a frame of type 1: Connection.Start.
    Task BrokerReadyAsync(ChildProcess process, CancellationToken cancellationToken) => ServerStart.WaitUntilReadyAsync(
        $"RabbitMQ (its log is in {_folder.Log})",
        process,
        _options.Port,
        "AMQP\0\0\u0009\u0001"u8.ToArray(),
        static answer => answer is [1, ..],
        _options.StartTimeout,
        cancellationToken);
}
