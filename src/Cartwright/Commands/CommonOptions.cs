using System.CommandLine;
using Cartwright.Hosting;
using Cartwright.Platform.Telemetry;
using Microsoft.Extensions.Logging.Console;

namespace Cartwright.Commands;

/// <summary>Options and loggers that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<DirectoryInfo> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything: databases, keys, images, logs.",
        DefaultValueFactory = _ => new DirectoryInfo(ShopOptions.DefaultDataFolder),
    };

    public static Option<int> Port { get; } = CreatePort();

    public static Option<bool> NoDemo { get; } = new("--no-demo") { Description = "Start with an empty catalog instead of the demo shop." };

    /// <summary>The loggers of a process.</summary>
    /// <param name="configuration">Settings.</param>
    /// <param name="name">Whose messages they are where they are sent to a collector.</param>
    public static ILoggerFactory Logging(IConfiguration configuration, string name = "cartwright") => LoggerFactory.Create(logging =>
    {
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole(console => console.FormatterName = MessageFormatter.FormatterName);
        logging.AddConsoleFormatter<MessageFormatter, ConsoleFormatterOptions>();
        ProcessTelemetry.AddLogs(logging, name, OtlpOptions.Read(configuration));
    });

    static Option<int> CreatePort()
    {
        var option = new Option<int>("--port")
        {
            Description = "The port of the gateway; the other services follow at fixed offsets.",
            DefaultValueFactory = _ => ShopOptions.DefaultPort,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65_000)
            {
                result.AddError("The port must be 1 to 65000.");
            }
        });
        return option;
    }
}
