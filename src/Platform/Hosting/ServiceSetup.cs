using System.Text.Json.Serialization.Metadata;
using Cartwright.Contracts;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Clients;

namespace Cartwright.Platform.Hosting;

/// <summary>Collects what a service consists of.</summary>
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

    /// <summary>A folder for what belongs into files.</summary>
    public string DataFolder => Environment.DataFolder;

    /// <summary>The builder of the web application, for what ASP.NET Core offers only there.</summary>
    public WebApplicationBuilder Builder { get; }

    internal ServiceEnvironment Environment { get; }

    internal Subscriptions Subscriptions { get; } = new();

    internal IJsonTypeInfoResolver? Json { get; private set; }

    internal bool HasDatabase { get; private set; }

    /// <summary>The service keeps data: the SQL files below its <c>Migrations</c> folder make the schema, and it can publish and handle events.</summary>
    public void UseDatabase() => HasDatabase = true;

    /// <summary>The generated serializers of the service's requests and responses.</summary>
    public void UseJson(IJsonTypeInfoResolver context) => Json = context;

    /// <summary>Reacts to an event.</summary>
    public void On<TEvent, THandler>() where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent>
    {
        Services.AddSingleton<THandler>();
        Subscriptions.Add<TEvent, THandler>();
    }

    /// <summary>Listens to a publisher's events as they come, on every instance and without any promise, to drop copies.</summary>
    /// <param name="publisher">Whose events.</param>
    /// <param name="onEvent">Called for each; must be quick and must not throw.</param>
    /// <param name="onMissed">Called when events may have been missed; must be quick and must not throw.</param>
    public void Listen(string publisher, Action<IServiceProvider, Envelope> onEvent, Action<IServiceProvider> onMissed) =>
        Services.AddSingleton<IHostedService>(services => new EventListener(services, Environment.Transport, publisher, onEvent, onMissed));

    /// <summary>Runs work again and again, with a pause in between; a failure is logged and the next round tries anew.</summary>
    public void Every<TWork>(TimeSpan pause) where TWork : class, IPeriodicWork => Every<TWork>(_ => pause);

    /// <summary>Runs work again and again, with a pause in between that is a setting.</summary>
    public void Every<TWork>(Func<IServiceProvider, TimeSpan> pause) where TWork : class, IPeriodicWork
    {
        Services.AddSingleton<TWork>();
        Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<PeriodicWorker<TWork>>(services, pause(services)));
    }

    /// <summary>Calls another service or a provider by name: adds a named <see cref="HttpClient"/> with its address and bounds (settings <c>Calls:name</c>).</summary>
    public void Call(string name, Action<CallOptions>? configure = null) =>
        OutgoingCalls.Add(Services, Configuration, Environment.Addresses, name, configure);

    /// <summary>Counts what the service does, from the events by which it tells of it.</summary>
    public void Measure<TMetrics>() where TMetrics : class, IBusinessMetrics => Services.AddSingleton<IBusinessMetrics, TMetrics>();

    /// <summary>Settings of a section, checked by their annotations when the service starts.</summary>
    public void UseOptions<TOptions>(string section) where TOptions : class =>
        Services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
