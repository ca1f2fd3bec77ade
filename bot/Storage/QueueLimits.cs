using System.Text;

namespace TeamsCommunityBot.Storage;

/// <summary>What Azure Storage Queues refuse, refused by us for every queue.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/put-message</remarks>
internal static class QueueLimits
{
    /// <summary>A message of Azure holds 64 KiB of Base64, which is 48 KiB of text; one of these is kept for the reason of a poisoned item.</summary>
    public const int BodyBytes = 47 * 1024;

    /// <summary>A longer reason is cut: four bytes a character at most, with the line break within the kilobyte that a body leaves.</summary>
    public const int ReasonLength = 255;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static void CheckBody(string body)
    {
        if (body.Length > BodyBytes || Encoding.UTF8.GetByteCount(body) > BodyBytes)
            throw new StorageLimitException($"A work item is longer than {BodyBytes} bytes.");
        if (TableLimits.HasLoneSurrogate(body))
            throw new StorageLimitException("A work item holds half a surrogate pair, which is no valid Unicode text.");
    }

    /// <summary>A delay or the visibility of an update in whole seconds, as Azure counts: up.</summary>
    public static TimeSpan Delay(TimeSpan time) => Seconds(time, TimeSpan.Zero);

    /// <summary>The visibility of a receive: whole seconds, at least one.</summary>
    public static TimeSpan Visibility(TimeSpan time) => Seconds(time, TimeSpan.FromSeconds(1));

    /// <summary>The reason as it is stored: one line, cut to its length.</summary>
    public static string Reason(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        return line.Length <= ReasonLength ? line : line[..ReasonLength];
    }

    private static TimeSpan Seconds(TimeSpan time, TimeSpan least)
    {
        if (time < least || time > Longest)
            throw new StorageLimitException($"A time of {time} is not between {least} and {Longest}.");
        return TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
    }
}
