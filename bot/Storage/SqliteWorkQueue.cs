using System.Globalization;

namespace TeamsCommunityBot.Storage;

/// <summary>The queue in the data file. A receipt is a random number, new with each receive and update.</summary>
internal sealed class SqliteWorkQueue(SqliteFile file, TimeProvider time) : IWorkQueue
{
    private const string Add = "INSERT INTO work (body, visible, received, receipt) VALUES ($0, $1, 0, random())";
    private const string Receive = """
        UPDATE work SET visible = $1, received = received + 1, receipt = random()
        WHERE id = (SELECT id FROM work WHERE visible <= $0 ORDER BY visible, id LIMIT 1) RETURNING id, body, received, receipt
        """;
    private const string Update = "UPDATE work SET body = $2, visible = $3, receipt = random() WHERE id = $0 AND receipt = $1 RETURNING received, receipt";
    private const string Remove = "DELETE FROM work WHERE id = $0 AND receipt = $1";
    private const string Poison = "INSERT INTO poison (body, reason, moved) VALUES ($0, $1, $2)";
    private const string CountPoison = "SELECT count(*) FROM poison";
    private const string ReadPoison = "SELECT id, body, reason FROM poison ORDER BY id";
    private const string RemovePoison = "DELETE FROM poison WHERE id = $0";

    public ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken ct)
    {
        QueueLimits.CheckBody(body);
        var visible = In(QueueLimits.Delay(delay));
        StorageMeter.Count("queue.enqueue");
        return new(file.WriteAsync(session => session.Execute(Add, body, visible), null, ct));
    }

    public ValueTask<WorkItem?> ReceiveAsync(TimeSpan visibility, CancellationToken ct)
    {
        var (now, visible) = (In(TimeSpan.Zero), In(QueueLimits.Visibility(visibility)));
        StorageMeter.Count("queue.receive");
        return new(file.WriteAsync(
            session =>
            {
                using var row = session.Bind(Receive, now, visible).ExecuteReader();
                return row.Read() ? new WorkItem(Text(row.GetInt64(0)), row.GetString(1), row.GetInt32(2), Text(row.GetInt64(3))) : null;
            },
            null,
            ct));
    }

    public ValueTask<WorkItem?> UpdateAsync(WorkItem item, string body, TimeSpan visibility, CancellationToken ct)
    {
        QueueLimits.CheckBody(body);
        var visible = In(QueueLimits.Delay(visibility));
        StorageMeter.Count("queue.update");
        return new(file.WriteAsync(
            session =>
            {
                using var row = session.Bind(Update, item.Id, item.Receipt, body, visible).ExecuteReader();
                return row.Read() ? item with { Body = body, DequeueCount = row.GetInt32(0), Receipt = Text(row.GetInt64(1)) } : null;
            },
            null,
            ct));
    }

    public ValueTask<bool> CompleteAsync(WorkItem item, CancellationToken ct)
    {
        StorageMeter.Count("queue.complete");
        return new(file.WriteAsync(session => session.Execute(Remove, item.Id, item.Receipt) == 1, null, ct));
    }

    public ValueTask<bool> PoisonAsync(WorkItem item, string reason, CancellationToken ct)
    {
        var now = In(TimeSpan.Zero);
        StorageMeter.Count("queue.poison");
        return new(file.WriteAsync(
            session => session.Execute(Remove, item.Id, item.Receipt) == 1
                && session.Execute(Poison, item.Body, QueueLimits.Reason(reason), now) == 1,
            static moved => moved,
            ct));
    }

    public ValueTask<int> CountPoisonAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        StorageMeter.Count("queue.count");
        return new(file.Read(0, static (session, _) => (int)(long)session.Scalar(CountPoison)!));
    }

    public async ValueTask<bool> SiftPoisonAsync(Func<PoisonedItem, PoisonFate> judge, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        StorageMeter.Count("queue.sift");
        var judged = file.Read(0, static (session, _) => Poisoned(session)).Select(row => (row.Id, row.Item.Body, Fate: judge(row.Item)))
            .Where(row => row.Fate != PoisonFate.Keep).ToList();
        if (judged.Count == 0) return true;
        var now = In(TimeSpan.Zero);
        await file.WriteAsync(
            session =>
            {
                // Somebody else may have taken it since it was read.
                foreach (var (id, body, fate) in judged)
                    if (session.Execute(RemovePoison, id) == 1 && fate == PoisonFate.Replay) session.Execute(Add, body, now);
                return true;
            },
            static _ => true,
            ct);
        return true;
    }

    private static List<(long Id, PoisonedItem Item)> Poisoned(SqliteSession session)
    {
        var items = new List<(long, PoisonedItem)>();
        using var row = session.Bind(ReadPoison).ExecuteReader();
        while (row.Read()) items.Add((row.GetInt64(0), new(row.GetString(1), row.GetString(2))));
        return items;
    }

    private long In(TimeSpan delay) => (time.GetUtcNow() + delay).ToUnixTimeMilliseconds();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
