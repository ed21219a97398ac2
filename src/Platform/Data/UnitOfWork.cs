using Cartwright.Contracts;
using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Dapper;
using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>One transaction of a service: its rows and the events about them become visible together or not at all.</summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    readonly NpgsqlTransaction _transaction;
    readonly EventLog _log;
    readonly MessagingMeter _meter;
    readonly ILogger _logger;
    readonly List<Envelope> _events = [];
    readonly List<IEvent> _facts = [];
    readonly List<NpgsqlBatchCommand> _beforeCommit = [];
    List<Action>? _afterCommit;
    bool _isDisposed;

    internal UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction transaction, EventLog log, MessagingMeter meter, ILogger logger)
    {
        Connection = connection;
        _transaction = transaction;
        _log = log;
        _meter = meter;
        _logger = logger;
    }

    /// <summary>The connection of the transaction, for statements that Dapper cannot express.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))).AsList();

    /// <summary>The only row of a query, or null when there is none.</summary>
    public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellationToken));

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        Connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    /// <summary>Publishes an event when, and only when, this transaction commits.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="idempotencyKey">The key of the request or the id of the event that caused it.</param>
    public void Publish(IEvent fact, string? idempotencyKey = null) => Add(fact, _log.Wrap(fact, idempotencyKey));

    /// <summary>Publishes an event in a trace that is not the current one, for transactions that work of several traces shares.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="traceParent">The W3C context of its cause (<see cref="Tracing.Context"/>).</param>
    public void PublishWithTrace(string? traceParent, IEvent fact) => Add(fact, _log.Wrap(fact, null, traceParent));

    internal void Publish(IEvent fact, Envelope? cause) => Add(fact, _log.Wrap(fact, cause));

    /// <summary>Adds a statement that is sent together with the commit.</summary>
    internal void BeforeCommit(NpgsqlBatchCommand command) => _beforeCommit.Add(command);

    /// <summary>
    /// Runs an action once the transaction is committed, for example to wake a worker. A crash can lose the action. If it throws, the error is logged: the
    /// transaction is committed, and the other actions run.
    /// </summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>Writes the published events and commits.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        CrashPoint.Reached(Step.BeforeCommit);
        // One round trip: the commit is the last statement, which the server executes only when the others have succeeded.
        await using var batch = new NpgsqlBatch(Connection, _transaction);
        if (_events.Count > 0)
        {
            batch.BatchCommands.Add(EventTable.Insert(_events));
        }

        _beforeCommit.ForEach(batch.BatchCommands.Add);
        batch.BatchCommands.Add(new("commit"));
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            for (var i = 0; i < _events.Count; i++)
            {
                await reader.ReadAsync(cancellationToken);
                _events[i] = _events[i] with { Position = reader.GetInt64(0) };
            }

            while (await reader.NextResultAsync(cancellationToken))
            {
            }
        }

        CrashPoint.Reached(Step.AfterCommit);
        _meter.Committed();
        _afterCommit?.ForEach(RunAfterCommit);
        if (_events.Count > 0)
        {
            RunAfterCommit(() => _log.Committed(_events, _facts));
        }
    }

    void RunAfterCommit(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Whatever it is: a caller that got it would take the transaction for failed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _logger.AfterCommitFailed(error);
        }
    }

    /// <summary>Rolls the transaction back unless it is committed, and returns the connection to its pool. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        // The driver uses the object of a transaction again for the next one of its connection, which by then belongs to somebody else.
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    void Add(IEvent fact, Envelope envelope)
    {
        _facts.Add(fact);
        _events.Add(envelope);
    }

    CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, _transaction, cancellationToken: cancellationToken);
}
