using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cartwright.Cluster;
using Cartwright.Hosting;

namespace Cartwright.Commands;

/// <summary><c>cartwright cluster</c>: starts the distributed shape on this machine and keeps it running until a stop signal.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var instances = new Option<string?>("--instances")
        {
            Description = "How many instances of which services, for example orders=2,inventory=3. Default: one of each.",
        };
        var command = new Command("cluster", "Start the shop as a company would run it: a process per service, over private PostgreSQL, RabbitMQ and Redis.")
        {
            CommonOptions.Data, CommonOptions.Port, instances, CommonOptions.NoDemo,
        };
        command.Validators.Add(result =>
        {
            if (InstanceCounts.Parse(result.GetValue(instances), result.GetValue(CommonOptions.Port)).Error is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new()
            {
                DataFolder = parsed.GetValue(CommonOptions.Data)!.FullName,
                Port = parsed.GetValue(CommonOptions.Port),
                Instances = InstanceCounts.Parse(parsed.GetValue(instances), parsed.GetValue(CommonOptions.Port)).Counts,
                Configuration = Settings.Load(),
            },
            demo: !parsed.GetValue(CommonOptions.NoDemo),
            cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(ClusterOptions options, bool demo, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var signals = new StopSignals(cancellationToken);
        var first = new FirstStart(options.DataFolder, options.Configuration);
        var generated = first.GeneratePassword();
        using var view = new LogView(Console.Out, options.Plans.Max(plan => plan.Name.Length), IsColoured(), TimeProvider.System);
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(options.Configuration.GetSection("Logging")).AddProvider(view));
        try
        {
            await using var cluster = await ShopCluster.StartAsync(options, view, loggers, signals.Stop);
            if (demo && await first.LoadDemoAsync(cluster.Gateway, signals.Stop) is { } outcome)
            {
                view.Write(LogView.ClusterSource, outcome);
            }

            Announce(cluster, view, generated ? first : null, watch.Elapsed);
            await Task.Delay(Timeout.Infinite, signals.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            view.Write(LogView.ClusterSource, "Stopping.");
            return 0;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    static void Announce(ShopCluster cluster, LogView view, FirstStart? generated, TimeSpan took)
    {
        foreach (var plan in cluster.Options.Plans)
        {
            view.Write(LogView.ClusterSource, $"{plan.Name,-18} {plan.Address}");
        }

        view.Write(LogView.ClusterSource, $"The shop           {cluster.Gateway}");
        view.Write(LogView.ClusterSource, $"The API            {cluster.Gateway}docs");
        if (generated is not null)
        {
            view.Write(LogView.ClusterSource, $"Administrator      {generated.Email}  password {generated.Password}");
            view.Write(LogView.ClusterSource, $"                   (kept in {generated.PasswordFile}; delete it once you know it)");
        }

        view.Write(LogView.ClusterSource, string.Create(CultureInfo.InvariantCulture, $"Ready after {took.TotalSeconds:0.0} s. Ctrl-C stops."));
    }

    // See https://no-color.org.
    static bool IsColoured() =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
