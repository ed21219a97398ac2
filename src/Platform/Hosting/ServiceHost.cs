using System.Diagnostics.Metrics;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Platform.Hosting;

/// <summary>Builds a web application from a service, with everything that all services have in common.</summary>
public static class ServiceHost
{
    const long BodyMax = 1024 * 1024;
    const int ConnectionsMax = 12;
    static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(15);

    /// <summary>Builds a service; start it with <see cref="WebApplication.StartAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or invalid; the message names it.</exception>
    public static WebApplication Build(IService service, ServiceEnvironment environment)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "Cartwright",
            EnvironmentName = environment.EnvironmentName,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(environment.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyMax;
        });

        var services = builder.Services;
        // The framework's own filter of hosts comes before everything else: it would refuse probes, and without a problem.
        services.RemoveAll<IStartupFilter>();
        services.AddSingleton(environment.Loggers);
        services.AddSingleton(new ServiceName(service.Name));
        services.AddSingleton(environment.Addresses);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IMeterFactory>(_ => new ServiceMeters(service.Name));
        services.AddSingleton(provider => new WorkMeter(service.Name, provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton<Caches>();
        if (environment.Shared is { } shared)
        {
            services.AddSingleton(shared);
        }

        if (environment.Objects is { } objects)
        {
            services.AddSingleton(objects);
        }

        if (environment.Work is { } work)
        {
            services.AddSingleton<IWorkQueue>(provider => new MeteredWorkQueue(work, provider.GetRequiredService<WorkMeter>()));
        }

        // The program handles signals: it stops its services in order.
        services.AddSingleton<IHostLifetime, HostedByProgram>();
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = environment.Shutdown.Drain + FinishLimit;
            // In reverse order: the listener, which started last, stops first; workers stop after the requests that depend on them.
            host.ServicesStopConcurrently = false;
        });

        var setup = new ServiceSetup(builder, environment);
        setup.UseOptions<ShopSettings>(ShopSettings.Section);
        setup.UseOptions<CachingOptions>("Caching");
        services.AddSingleton(provider => new InstancePurges(
            environment.Addresses, environment.Url, provider.GetRequiredService<ServiceSignature>(), provider.GetRequiredService<IOptions<CachingOptions>>()));
        AddErrors(services);
        AddSecurity(setup, service.Name);
        // Gateways and storefronts call the services. The gateway, which others call, sets this to its own proxies.
        services.Configure<ForwardedHeadersOptions>(options => ForwardedRequests.TrustOnly(options, environment.TrustedCallers));
        services.AddHostFiltering(options => HostNames.Allow(options, environment.Addresses, environment.AllowedHosts));
        ServiceDocument.Add(services);
        services.AddSingleton(provider => new Draining(environment.Shutdown, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Draining>());
        var health = services.AddHealthChecks();
        service.Configure(setup);
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions, setup.Json));
        if (setup.HasDatabase)
        {
            AddDatabase(setup, service);
            health.AddCheck<DatabaseHealth>("database");
        }

        var app = builder.Build();
        // UseUrls would write to the configuration, which the services of a process share.
        app.Urls.Add(environment.Url.ToString());
        var draining = app.Services.GetRequiredService<Draining>();
        app.UseForwardedHeaders();
        app.Use(draining.AnswerAsync);
        environment.Telemetry?.Use(app, service.Name);
        app.Use(PrivateByDefault.Answer);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        HostNames.Use(app);
        if (environment.MetricsUrl is { Port: var metricsPort })
        {
            OperatorPaths.Guard(app, metricsPort);
        }

        app.Use(KnownMethods.Answer);
        app.Use(RequestText.Answer);
        app.Use(HeadRequests.Answer);
        // The order matters: routing before authorization, which looks at the chosen endpoint.
        app.UseRouting();
        app.Use(RoutingRefusals.Answer);
        service.UseBeforeAuthentication(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(new UnknownParameters().AnswerAsync);
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Draining.ReadyPath).AllowAnonymous();
        PurgeEndpoint.Map(app);
        if (setup.HasDatabase)
        {
            app.MapOpenApi().AllowAnonymous();
            DeadLetterEndpoints.Map(app);
            EventHistoryEndpoints.Map(app);
            ReplayEndpoints.Map(app);
        }

        if (environment.Telemetry is { } telemetry)
        {
            MapMetrics(app, telemetry, environment);
        }

        service.Map(app);
        return app;
    }

    static void MapMetrics(WebApplication app, ITelemetry telemetry, ServiceEnvironment environment)
    {
        if (environment.MetricsUrl is { } inner)
        {
            app.Urls.Add(inner.ToString());
        }

        telemetry.Map(app, (environment.MetricsUrl ?? environment.Url).Port);
    }

    static void AddErrors(IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => ProblemShape.Complete(context.ProblemDetails, context.HttpContext));
        services.AddSingleton<IProblemDetailsWriter, ProblemsForEverybody>();
        services.AddExceptionHandler<ErrorHandling>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    static void AddSecurity(ServiceSetup setup, string service)
    {
        setup.Services.AddSingleton<SigningKeys>();
        setup.Services.AddSingleton<RevokedSessions>();
        setup.Services.AddHostedService<RevocationFeed>();
        setup.Services.AddSingleton<TokenVerifier>();
        setup.Services.AddAuthentication(TokenVerifier.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(TokenVerifier.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, ServiceAuthentication>(ServiceSignature.Scheme, null);
        setup.Services.AddSingleton(setup.Environment.Secret);
        setup.Services.AddSingleton<ServiceSignature>();
        setup.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(TokenVerifier.Scheme).RequireAuthenticatedUser().Build())
            .AddPermissions()
            .AddPolicy(Policies.Service, policy => policy.AddAuthenticationSchemes(ServiceSignature.Scheme).RequireRole(Roles.Service));
        setup.Call("accounts");
    }

    static void AddDatabase(ServiceSetup setup, IService service)
    {
        RowMapping.Use();
        var connectionString = setup.Environment.Database
            ?? throw new InvalidOperationException($"No database of '{service.Name}' is known. Set Databases:{service.Name} to its connection string.");
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Resetting a returned connection and preparing its statements again cost a round trip and a plan per statement. There is room for rare
            // statements beside the frequent ones, so that they do not take each other's place.
            NoResetOnClose = true,
            MaxAutoPrepare = 128,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = ConnectionsMax,
            ConnectionIdleLifetime = 60,
            Timeout = 10,
            CommandTimeout = 30,
            // Bounds the time that a stalled process keeps the locks of an open transaction, and a machine without a connection all others.
            Options = "-c idle_in_transaction_session_timeout=15s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
                + " -c tcp_user_timeout=60s",
            ApplicationName = $"cartwright-{service.Name}",
        };

        var services = setup.Services;
        services.AddSingleton(provider =>
        {
            // Metrics show this name instead of the connection string.
            var source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = service.Name };
            source.UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>());
            return source.Build();
        });
        services.AddSingleton<MessagingMeter>();
        services.AddSingleton<Database>();
        services.AddSingleton<EventLog>();
        services.AddSingleton(setup.Subscriptions);
        services.AddSingleton(setup.Environment.Transport);
        services.AddSingleton<InboxStore>();
        services.AddSingleton<DeadLetterStore>();
        services.AddSingleton<ReplayStore>();
        services.AddSingleton<Inbox>();
        setup.UseOptions<MessagingOptions>("Messaging");
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidation>();
        services.AddSingleton<Retries>();
        services.AddSingleton<Replays>();
        // Hosted services start in this order: migrations before everything that uses the schema.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider =>
            new SchemaStart(provider.GetRequiredService<NpgsqlDataSource>(), service.GetType().Assembly)));
        services.AddHostedService<MessagingWorkers>();
        setup.Every<Backlog>(Backlog.Interval);
        setup.Every<PurgeMessages>(PurgeMessages.Pause);
    }

    sealed class HostedByProgram : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    sealed class SchemaStart(NpgsqlDataSource source, System.Reflection.Assembly assembly) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Migrations.ApplyAsync(source, assembly, cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
