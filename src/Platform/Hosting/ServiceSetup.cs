using System.Text.Json.Serialization.Metadata;
using Cartwright.Contracts;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Data;
using Cartwright.Platform.Files;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Hosting;

/// <summary>Collects the parts of a service.</summary>
public sealed class ServiceSetup
{
    internal ServiceSetup(WebApplicationBuilder builder, ServiceEnvironment environment)
    {
        Builder = builder;
        Environment = environment;
    }

    /// <summary>The service's own container.</summary>
    public IServiceCollection Services => Builder.Services;

    /// <summary>The settings of the program; a service reads the section of its own name.</summary>
    public IConfiguration Configuration => Builder.Configuration;

    /// <summary>The folder for files of the service.</summary>
    public string DataFolder => Environment.DataFolder;

    /// <summary>The builder of the web application, for features that ASP.NET Core offers only there.</summary>
    public WebApplicationBuilder Builder { get; }

    internal ServiceEnvironment Environment { get; }

    internal Subscriptions Subscriptions { get; } = new();

    internal IJsonTypeInfoResolver? Json { get; private set; }

    internal bool HasDatabase { get; private set; }

    internal List<OptionsSection> Sections { get; } = [];

    /// <summary>Gives the service a database: the SQL files in its <c>Migrations</c> folder create the schema, and it can publish and handle events.</summary>
    public void UseDatabase() => HasDatabase = true;

    /// <summary>Gives the service a <see cref="FileStore"/>; its schema has the tables.</summary>
    /// <param name="folder">Where this instance keeps its copies, within <see cref="DataFolder"/>; also what the keys of objects begin with, after the service.</param>
    public void UseFiles(string folder) => Services
        .AddSingleton(new LocalFiles(Path.Combine(DataFolder, folder)))
        .AddSingleton(services => new FileStore(
            services.GetRequiredService<Database>(), services.GetRequiredService<LocalFiles>(), services.GetService<IObjectStore>(),
            $"{services.GetRequiredService<ServiceName>().Value}/{folder}/"))
        .AddHostedService<FileStoreCheck>();

    /// <summary>The generated serializers of the service's requests and responses.</summary>
    public void UseJson(IJsonTypeInfoResolver context) => Json = context;

    /// <summary>Registers an event handler.</summary>
    /// <param name="isRepeatable">
    /// Whether a replay may call it with an event that it has handled: it saves a state, and starts no action, such as a reservation or a payment.
    /// </param>
    public void On<TEvent, THandler>(bool isRepeatable = false) where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent>
    {
        Services.AddSingleton<THandler>();
        Subscriptions.Add<TEvent, THandler>(isRepeatable);
    }

    /// <summary>Receives the events of a publisher in every instance without delivery guarantee, to drop cached copies.</summary>
    /// <param name="publisher">The publishing service.</param>
    /// <param name="onEvent">Called for each; must be quick and must not throw.</param>
    /// <param name="onMissed">Called if events may have been lost; must be quick and must not throw.</param>
    public void Listen(string publisher, Action<IServiceProvider, Envelope> onEvent, Action<IServiceProvider> onMissed) =>
        Services.AddSingleton<IHostedService>(services => new EventListener(services, Environment.Transport, publisher, onEvent, onMissed));

    /// <summary>Runs periodic work with a pause between rounds. A failure is logged; the next round runs all the same.</summary>
    public void Every<TWork>(TimeSpan pause) where TWork : class, IPeriodicWork => Every<TWork>(_ => pause);

    /// <summary>Runs periodic work with a pause from the settings, and at once when a signal is sent, if there is one.</summary>
    public void Every<TWork>(Func<IServiceProvider, TimeSpan> pause, Func<IServiceProvider, WakeSignal>? wake = null) where TWork : class, IPeriodicWork
    {
        Services.AddSingleton<TWork>();
        Services.AddSingleton<IHostedService>(services => new PeriodicWorker<TWork>(
            services.GetRequiredService<TWork>(), pause(services), wake?.Invoke(services), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<WorkMeter>(), services.GetRequiredService<ILogger<TWork>>()));
    }

    /// <summary>Adds a named <see cref="HttpClient"/> for another service or a provider, with its address and limits (settings <c>Calls:name</c>).</summary>
    public void Call(string name, Action<CallOptions>? configure = null)
    {
        Sections.Add(new($"Calls:{name}", typeof(CallOptions)));
        OutgoingCalls.Add(Services, Configuration, Environment.Addresses.Of(name), name, configure);
    }

    /// <summary>Adds a named <see cref="HttpClient"/> for a server outside of the system, with its limits (settings <c>Calls:name</c>).</summary>
    public void Call(string name, Uri address, Action<CallOptions>? configure = null)
    {
        Sections.Add(new($"Calls:{name}", typeof(CallOptions)));
        OutgoingCalls.Add(Services, Configuration, [address], name, configure);
    }

    /// <summary>Adds business metrics, counted from the events that the service publishes.</summary>
    public void Measure<TMetrics>() where TMetrics : class, IBusinessMetrics => Services.AddSingleton<IBusinessMetrics, TMetrics>();

    /// <summary>Binds the settings of a section and validates their annotations when the service starts.</summary>
    public void UseOptions<TOptions>(string section) where TOptions : class
    {
        Sections.Add(new(section, typeof(TOptions)));
        Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        Services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidation<TOptions>(section));
    }

    /// <summary>Reads settings that decide what the service registers, and checks their annotations.</summary>
    /// <exception cref="InvalidOperationException">A value is out of range; the message names its key and the range.</exception>
    public TOptions ReadOptions<TOptions>(string section) where TOptions : class, new() => OptionsSection.Read<TOptions>(Configuration, section);
}
