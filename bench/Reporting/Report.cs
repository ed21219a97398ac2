using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cartwright.Bench;

/// <summary>Writes the results as Markdown, for the terminal and for a file alike.</summary>
internal static partial class Report
{
    const int ShownStatementLength = 160;

    /// <summary>All tables with rows, then the failures.</summary>
    public static string Render(Results results, int statements)
    {
        var text = new StringBuilder().AppendLine(results.Machine).AppendLine();
        if (results.Start is { } start) AppendSection(text, "Start and memory", StartTable(start, results.MemoryAfterwards));
        AppendSection(text, "Throughput", ThroughputTable(results));
        if (results.Search is { } search) AppendSection(text, Text($"Searches of {search.Products:N0} products"), SearchTable(search));
        if (results.Marketplace is { } marketplace) AppendSection(text, "The simulated marketplace, pages of 1,000 orders", MarketplaceTable(marketplace));
        if (results.Imports is { } imports) AppendSection(text, "Orders imported by one instance, with the simulated marketplace on the same machine", ImportTable(imports));
        if (results.Cluster is { } cluster) AppendSection(text, "A process per service", ClusterTable(cluster, results));
        if (results.Costs is { } costs)
        {
            AppendSection(text, "One confirmed order, from placing to rest", CostTable(costs));
            if (statements > 0) AppendSection(text, "Costliest statements", StatementTable(costs, statements));
        }
        foreach (var failure in results.Failures()) text.AppendLine(failure);
        return text.ToString();
    }

    static void AppendSection(StringBuilder text, string title, TextTable table)
    {
        if (!table.IsEmpty) text.Append("### ").AppendLine(title).AppendLine().AppendLine(table.ToString());
    }

    static TextTable StartTable(StartMeasurement start, MemoryUse? afterwards)
    {
        var table = new TextTable("", "");
        table.Add("ready, first start", Seconds(start.FirstReady));
        table.Add("demo catalog complete, first start", Seconds(start.FirstFilled));
        table.Add("ready, later start", Seconds(start.LaterReady));
        table.Add("shop at rest: resident / proportional", Megabytes(start.Server));
        table.Add("PostgreSQL at rest: resident / proportional", Megabytes(start.Postgres));
        if (afterwards is { } memory) table.Add("shop afterwards: resident / proportional", Megabytes(memory));
        return table;
    }

    static TextTable ThroughputTable(Results results)
    {
        var table = new TextTable(
            "", "connections", "per s", "p50 ms", "p99 ms", "CPU µs each", "cores: shop", "PostgreSQL", "client", "others", "of the limit");
        foreach (var limit in new[] { results.RawJson, results.RawStatement, results.RawTransaction }.OfType<Measurement>()) AddRow(limit, "");
        foreach (var read in results.Reads) AddRow(read, Share(read, results.RawJson, "raw JSON"));
        foreach (var order in results.Orders)
        {
            AddRow(order.Placed, "");
            AddRow(order.Confirmed, $"{Share(order.Confirmed, results.RawStatement, "one statement")} {Share(order.Confirmed, results.RawTransaction, "transactions")}".Trim());
        }
        if (results.HotSku is { } hot)
        {
            AddRow(hot.Updates, "");
            AddRow(hot.Reservations, Text($"{hot.Reservations.PerSecond / hot.Updates.PerSecond:0.0} × the row updates"));
        }

        if (results.Cluster is { } cluster)
        {
            foreach (var order in new[] { cluster.Closed, cluster.Half })
            {
                AddRow(order.Placed with { Name = $"cluster: {order.Placed.Name}" }, "");
                AddRow(order.Confirmed with { Name = $"cluster: {order.Confirmed.Name}" }, Share(order.Confirmed, results.RawStatement, "one statement"));
            }
        }

        return table;

        void AddRow(Measurement row, string ofLimit) => table.Add(
            row.Name, $"{row.Clients}", Number(row.PerSecond), Milliseconds(row.Median), Milliseconds(row.NinetyNinth),
            Number((row.Cpu.Server + row.Cpu.Postgres + row.Cpu.Client).TotalMicroseconds / Math.Max(1, row.Operations)),
            Cores(row, row.Cpu.Server), Cores(row, row.Cpu.Postgres), Cores(row, row.Cpu.Client), Cores(row, row.Cpu.Others), ofLimit);
    }

    static TextTable SearchTable(SearchMeasurement search)
    {
        var table = new TextTable("", "connections", "per s", "p50 ms", "p99 ms", "cores: shop", "client", "others", "of the same bytes");
        foreach (var run in search.All)
        {
            table.Add(
                run.Name, $"{run.Clients}", Number(run.PerSecond), Milliseconds(run.Median), Milliseconds(run.NinetyNinth), Cores(run, run.Cpu.Server),
                Cores(run, run.Cpu.Client), Cores(run, run.Cpu.Others), run == search.SameBytes ? "" : Text($"{run.PerSecond / search.SameBytes.PerSecond * 100:0.0} %"));
        }

        table.Add("products added, until all are found", "", Number(search.Products / search.Loading.TotalSeconds), "", "", "", "", "", "");
        table.Add("shop afterwards: resident / proportional", Megabytes(search.Memory), "", "", "", "", "", "", "");
        return table;
    }

    static TextTable MarketplaceTable(MarketplaceMeasurement marketplace)
    {
        var table = new TextTable("", "connections", "orders per s", "per connection", "of one alone", "p50 ms", "p99 ms", "cores: simulator", "client", "others");
        foreach (var runs in new[] { marketplace.Slow, marketplace.Quick })
        {
            foreach (var run in runs)
            {
                var (each, alone) = (run.PerSecond / run.Clients, runs[0].PerSecond / runs[0].Clients);
                table.Add(
                    run.Name, $"{run.Clients}", Number(run.PerSecond * MarketplaceMeasurement.PageSize), Number(each * MarketplaceMeasurement.PageSize),
                    alone > 0 ? Text($"{each / alone * 100:0} %") : "", Milliseconds(run.Median), Milliseconds(run.NinetyNinth),
                    Cores(run, run.Cpu.Server), Cores(run, run.Cpu.Client), Cores(run, run.Cpu.Others));
            }
        }

        return table;
    }

    static TextTable ImportTable(ImportMeasurement imports)
    {
        var table = new TextTable("", "connections", "orders per s", "of bare, 1 connection", "CPU µs each: importer", "marketplace", "PostgreSQL", "rest of the shop");
        foreach (var bare in imports.Bare)
        {
            table.Add(bare.Name, $"{bare.Clients}", Number(bare.PerSecond), Ratio(bare), Each(bare, bare.Cpu.Client), "", Each(bare, bare.Cpu.Postgres), "");
        }

        foreach (var (result, present) in new[] { (imports.Small, imports.SmallPresent), (imports.Large, imports.LargePresent) })
        {
            var orders = result.Orders;
            table.Add(
                Text($"imported, {present:N0} present"), $"{orders.Clients}", Number(orders.PerSecond), Ratio(orders), Each(orders, result.Importer),
                Each(orders, result.Simulators), Each(orders, orders.Cpu.Postgres), Each(orders, orders.Cpu.Server - result.Importer - result.Simulators));
        }

        table.Add(
            Text($"time with {imports.LargePresent:N0} present"), "", "",
            Text($"{imports.Large.Orders.Elapsed / imports.Small.Orders.Elapsed:0.00} × that with {imports.SmallPresent:N0}"), "", "", "", "");
        table.Add("most memory of the importer", "", "", Text($"{imports.PeakBytes / 1e6:N0} MB"), "", "", "", "");
        return table;

        string Ratio(Measurement run) => Text($"{run.PerSecond / imports.Bare[0].PerSecond * 100:0} %");

        static string Each(Measurement run, TimeSpan cpu) => Text($"{cpu.TotalMicroseconds / Math.Max(1, run.Operations):0.0}");
    }

    static TextTable ClusterTable(ClusterResult cluster, Results results)
    {
        var table = new TextTable("", "");
        var one = results.Orders.Find(order => order.Confirmed.Clients == cluster.Closed.Confirmed.Clients && order.Confirmed.Name.Contains("closed", StringComparison.Ordinal));
        if (one is not null) table.Add("confirmed orders per second, of one process's", Text($"{cluster.Closed.Confirmed.PerSecond / one.Confirmed.PerSecond * 100:0} %"));
        table.Add("event lag at half load, p50", Milliseconds(cluster.Lag.Median) + " ms");
        table.Add("event lag at half load, p99", Milliseconds(cluster.Lag.NinetyNinth) + " ms");
        table.Add("events looked at", Number(cluster.Lag.Events));
        table.Add("all processes with RabbitMQ and Redis: resident / proportional", Megabytes(cluster.Memory));
        return table;
    }

    static TextTable CostTable(OrderCosts costs)
    {
        var table = new TextTable("", "");
        table.Add("SQL statements", costs.Statements is { } statements ? Text($"{statements:0.0}") : "not counted");
        table.Add("writing transactions", Text($"{costs.Transactions:0.00}"));
        table.Add("write-ahead log", Text($"{costs.WalBytes:N0} bytes"));
        table.Add("processor time of the shop", Text($"{costs.Server.TotalMilliseconds:0.000} ms"));
        table.Add("processor time of PostgreSQL", Text($"{costs.Postgres.TotalMilliseconds:0.000} ms"));
        table.Add("processor time of the load generator", Text($"{costs.Client.TotalMilliseconds:0.000} ms"));
        table.Add("growth of the shop's resident memory", Text($"{costs.MemoryBytes:N0} bytes"));
        return table;
    }

    static TextTable StatementTable(OrderCosts costs, int count)
    {
        var table = new TextTable("statement", "database", "calls per order", "rows per call", "ms per call", "ms per order");
        foreach (var statement in costs.Costliest.Take(count))
        {
            var text = Whitespace().Replace(statement.Text, " ").Replace("|", "\\|", StringComparison.Ordinal).Trim();
            table.Add(
                text.Length > ShownStatementLength ? text[..ShownStatementLength] + "…" : text,
                statement.Database,
                Text($"{(double)statement.Calls / costs.Orders:0.000}"),
                Text($"{(double)statement.Rows / statement.Calls:0.0}"),
                Text($"{statement.Milliseconds / statement.Calls:0.000}"),
                Text($"{statement.Milliseconds / costs.Orders:0.000}"));
        }
        return table;
    }

    static string Share(Measurement row, Measurement? limit, string name) =>
        limit is { PerSecond: > 0 } ? Text($"{row.PerSecond / limit.PerSecond * 100:0.0} % ({name})") : "";

    static string Cores(Measurement row, TimeSpan cpu) => cpu > TimeSpan.Zero ? Text($"{row.Cores(cpu):0.00}") : "";

    static string Number(double value) => Text($"{value:N0}");

    static string Seconds(TimeSpan time) => Text($"{time.TotalSeconds:0.00} s");

    static string Milliseconds(TimeSpan time) => Text($"{time.TotalMilliseconds:0.00}");

    static string Megabytes(MemoryUse memory) => Text($"{memory.ResidentBytes / 1e6:N0} / {memory.ProportionalBytes / 1e6:N0} MB");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
