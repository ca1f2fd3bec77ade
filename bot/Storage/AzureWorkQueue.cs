using System.Text;
using Azure;
using Azure.Storage.Queues.Models;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// The queue in Azure, with a second one for poison, whose messages are the reason on one line and then the body. Texts are Base64 on the wire, done
/// here: a message that somebody else put there as plain text is then read as it stands, and does not stop the queue.
/// </summary>
internal sealed class AzureWorkQueue(AzureStorage storage) : IWorkQueue
{
    private const int Fetch = 32;
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan MoveTime = TimeSpan.FromMinutes(1);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken ct)
    {
        QueueLimits.CheckBody(body);
        var hidden = QueueLimits.Delay(delay);
        StorageMeter.Count("queue.enqueue");
        await storage.RunAsync(ct => storage.Work.SendMessageAsync(Encode(body), hidden, Forever, ct), ct);
    }

    public async ValueTask<WorkItem?> ReceiveAsync(TimeSpan visibility, CancellationToken ct)
    {
        var hidden = QueueLimits.Visibility(visibility);
        StorageMeter.Count("queue.receive");
        var message = (await storage.RunAsync(ct => storage.Work.ReceiveMessageAsync(hidden, ct), ct)).Value;
        return message is null ? null : new(message.MessageId, Decode(message.MessageText), (int)message.DequeueCount, message.PopReceipt);
    }

    public ValueTask<WorkItem?> UpdateAsync(WorkItem item, string body, TimeSpan visibility, CancellationToken ct)
    {
        QueueLimits.CheckBody(body);
        var hidden = QueueLimits.Delay(visibility);
        StorageMeter.Count("queue.update");
        return storage.RunAsync(ct => UpdateHeldAsync(item, body, hidden, ct), ct);
    }

    public ValueTask<bool> CompleteAsync(WorkItem item, CancellationToken ct)
    {
        StorageMeter.Count("queue.complete");
        return storage.RunAsync(ct => RemoveHeldAsync(item, ct), ct);
    }

    public ValueTask<bool> PoisonAsync(WorkItem item, string reason, CancellationToken ct)
    {
        StorageMeter.Count("queue.poison");
        return storage.RunAsync(
            async ct =>
            {
                // First make sure that we hold it. A crash after the second step poisons it twice, one after the first loses nothing.
                if (await UpdateHeldAsync(item, item.Body, MoveTime, ct) is not { } held)
                    return false;
                await storage.Poison.SendMessageAsync(Encode($"{QueueLimits.Reason(reason)}\n{item.Body}"), TimeSpan.Zero, Forever, ct);
                await RemoveHeldAsync(held, ct);
                return true;
            },
            ct);
    }

    public async ValueTask<int> CountPoisonAsync(CancellationToken ct)
    {
        StorageMeter.Count("queue.count");
        return (await storage.RunAsync(ct => storage.Poison.GetPropertiesAsync(ct), ct)).Value.ApproximateMessagesCount;
    }

    public async ValueTask<bool> SiftPoisonAsync(Func<PoisonedItem, PoisonFate> judge, CancellationToken ct)
    {
        var expected = await CountPoisonAsync(ct);
        StorageMeter.Count("queue.sift");
        var seen = new HashSet<string>();
        var kept = new List<QueueMessage>();
        while ((await storage.RunAsync(ct => storage.Poison.ReceiveMessagesAsync(Fetch, MoveTime, ct), ct)).Value is { Length: > 0 } messages)
        {
            // What is judged twice was kept, and has come back because there is so much.
            var fresh = messages.Where(message => seen.Add(message.MessageId)).ToList();
            foreach (var message in fresh)
                if (!await SiftAsync(message, judge, ct)) kept.Add(message);
            if (fresh.Count == 0) break;
        }
        foreach (var message in kept) await storage.RunAsync(ct => ShowAsync(message, ct), ct);
        return seen.Count >= expected;
    }

    /// <summary>False: it is kept.</summary>
    private async ValueTask<bool> SiftAsync(QueueMessage message, Func<PoisonedItem, PoisonFate> judge, CancellationToken ct)
    {
        var text = Decode(message.MessageText);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var (reason, body) = (end < 0 ? "" : text[..end], text[(end + 1)..]);
        var fate = judge(new(body, reason));
        if (fate == PoisonFate.Keep) return false;
        if (fate == PoisonFate.Replay) await storage.RunAsync(ct => storage.Work.SendMessageAsync(Encode(body), TimeSpan.Zero, Forever, ct), ct);
        await storage.RunAsync(ct => storage.Poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, ct), ct);
        return true;
    }

    /// <summary>Others may look at it again, at once; it would come back by itself in any case.</summary>
    private async Task<bool> ShowAsync(QueueMessage message, CancellationToken ct)
    {
        try
        {
            await storage.Poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.MessageText, TimeSpan.Zero, ct);
            return true;
        }
        catch (RequestFailedException problem) when (IsLost(problem))
        {
            return false;
        }
    }

    private async Task<WorkItem?> UpdateHeldAsync(WorkItem item, string body, TimeSpan hidden, CancellationToken ct)
    {
        try
        {
            var answer = await storage.Work.UpdateMessageAsync(item.Id, item.Receipt, Encode(body), hidden, ct);
            return item with { Body = body, Receipt = answer.Value.PopReceipt };
        }
        catch (RequestFailedException problem) when (IsLost(problem))
        {
            return null;
        }
    }

    private async Task<bool> RemoveHeldAsync(WorkItem item, CancellationToken ct)
    {
        try
        {
            await storage.Work.DeleteMessageAsync(item.Id, item.Receipt, ct);
            return true;
        }
        catch (RequestFailedException problem) when (IsLost(problem))
        {
            return false;
        }
    }

    private static bool IsLost(RequestFailedException problem) =>
        problem.ErrorCode is "MessageNotFound" or "PopReceiptMismatch" or "InvalidQueryParameterValue";

    private static string Encode(string body) => Convert.ToBase64String(Encoding.UTF8.GetBytes(body));

    private static string Decode(string text)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(text));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return text;
        }
    }
}
