using Microsoft.Extensions.Logging;

namespace Cartwright.Faults.Machines;

/// <summary>Keeps the messages of a supervision beside the output of the processes.</summary>
/// <param name="keep">Keeps a line.</param>
internal sealed class KeptMessages(Action<string> keep) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new KeptLogger(keep);

    public void Dispose()
    {
    }

    sealed class KeptLogger(Action<string> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            keep(formatter(state, exception));
    }
}
