using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Cartwright.Hosting;

/// <summary>Writes a message as one line that ends with the id of the trace it belongs to, by which the lines of one request are found in all processes.</summary>
internal sealed class MessageFormatter(TimeProvider? time = null) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "cartwright";

    const string TraceIdKey = "TraceId";

    readonly TimeProvider _time = time ?? TimeProvider.System;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(_time.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write($"{Level(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is not null)
        {
            textWriter.Write(" " + OneLine(logEntry.Exception.ToString()));
        }

        scopeProvider?.ForEachScope(WriteTrace, textWriter);
        textWriter.WriteLine();
    }

    static void WriteTrace(object? scope, TextWriter writer)
    {
        if (scope is IEnumerable<KeyValuePair<string, object>> values
            && values.FirstOrDefault(v => v.Key == TraceIdKey).Value?.ToString() is { Length: > 0 } trace)
        {
            writer.Write($" (trace {trace})");
        }
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");

    static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
