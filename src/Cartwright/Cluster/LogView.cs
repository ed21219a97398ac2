using System.Globalization;

namespace Cartwright.Cluster;

/// <summary>The output of all processes in one stream: each line begins with the name of its process.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="width">Length of the longest name.</param>
/// <param name="isColoured">Whether names are coloured.</param>
/// <param name="time">The clock.</param>
internal sealed class LogView(TextWriter output, int width, bool isColoured, TimeProvider time) : ILoggerProvider
{
    /// <summary>The name of the cluster itself.</summary>
    public const string ClusterSource = "cluster";

    // The plain colours of a terminal, whose shades its user has chosen, without black, white and the red of failures.
    static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

    readonly Lock _lock = new();
    readonly Dictionary<string, int> _colours = [];

    /// <summary>Writes a line.</summary>
    public void Write(string source, string line)
    {
        lock (_lock)
        {
            output.WriteLine($"{Name(source)} {line}");
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new ClusterLogger(this, time);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    string Name(string source)
    {
        var padded = $"{source.PadRight(width)} |";
        if (!isColoured)
        {
            return padded;
        }

        if (!_colours.TryGetValue(source, out var colour))
        {
            _colours[source] = colour = Colours[_colours.Count % Colours.Length];
        }

        return string.Create(CultureInfo.InvariantCulture, $"\e[{colour}m{padded}\e[0m");
    }

    /// <summary>Writes the messages of the cluster itself.</summary>
    sealed class ClusterLogger(LogView view, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel switch { LogLevel.Information => "info", LogLevel.Warning => "warn", LogLevel.Error => "fail", _ => "crit" };
            var message = formatter(state, exception) + (exception is null ? "" : $" {exception}");
            view.Write(ClusterSource, string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss} {level}: {message}"));
        }
    }
}
