using System.Text;

namespace TeamsCommunityBot.Simulator;

internal enum FaultCut { None, BeforeEffect, AfterEffect }

/// <summary>Something that goes wrong with one request. Combine with <c>with</c>: <c>Fault.Error(503) with { Latency = … }</c>.</summary>
public sealed record Fault
{
    private Fault()
    {
    }

    /// <summary>How long the answer waits, on the simulator's clock.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Between single bytes of the answer's body; null sends it at once.</summary>
    public TimeSpan? Drip { get; init; }

    /// <summary>How many bytes follow the answer's body.</summary>
    public long Padding { get; init; }

    internal Answer? Answer { get; private init; }

    internal FaultCut Cut { get; private init; }

    internal Uri? Location { get; private init; }

    /// <summary>Whether the request is looked at at all.</summary>
    internal bool HasEffect => Cut != FaultCut.BeforeEffect && Latency != Timeout.InfiniteTimeSpan;

    /// <summary>Answers with an error of today's shape; nothing takes effect.</summary>
    /// <param name="retryAfter">The header's text, of any kind: <c>7</c>, a date, nonsense.</param>
    public static Fault Error(int status, string code = "ServiceError", string? retryAfter = null, string message = "Simulated fault") =>
        new() { Answer = Simulator.Answer.Error(status, code, message, retryAfter) };

    /// <summary>Answers with the older shape: a number, and JSON in a string.</summary>
    public static Fault OlderError(int status, int errorCode, string subCode) =>
        new() { Answer = Simulator.Answer.OlderError(status, errorCode, subCode, "Simulated fault") };

    /// <summary>Answers with this body; nothing takes effect.</summary>
    public static Fault Body(int status, string body, string contentType = "application/json") =>
        new() { Answer = new Answer(status, Encoding.UTF8.GetBytes(body), ContentType: contentType) };

    /// <summary>Sends the client elsewhere.</summary>
    public static Fault Redirect(Uri location, int status = 307) => new() { Answer = Simulator.Answer.Empty(status), Location = location };

    /// <summary>Takes effect and answers, but late.</summary>
    public static Fault Delay(TimeSpan latency) => new() { Latency = latency };

    /// <summary>Never answers, and never takes effect.</summary>
    public static Fault Hang() => new() { Latency = Timeout.InfiniteTimeSpan };

    /// <summary>Resets the connection; nothing takes effect.</summary>
    public static Fault ResetBefore() => new() { Cut = FaultCut.BeforeEffect };

    /// <summary>Takes effect, then resets the connection: the outcome is unknown to the client.</summary>
    public static Fault ResetAfter() => new() { Cut = FaultCut.AfterEffect };

    /// <summary>Takes effect, then answers with that many bytes more.</summary>
    public static Fault HugeBody(long bytes) => new() { Padding = bytes };

    /// <summary>Takes effect, then answers one byte at a time.</summary>
    public static Fault SlowDrip(TimeSpan interval) => new() { Drip = interval };

    internal async Task WriteSlowlyOrAtLengthAsync(Stream to, byte[] body, TimeProvider clock, CancellationToken ct)
    {
        for (var i = 0; Drip is not null && i < body.Length; i++)
        {
            await to.WriteAsync(body.AsMemory(i, 1), ct);
            await to.FlushAsync(ct);
            await Task.Delay(Drip.Value, clock, ct);
        }
        if (Drip is null)
            await to.WriteAsync(body, ct);
        var spaces = new byte[(int)Math.Min(Padding, 65_536)];
        spaces.AsSpan().Fill((byte)' ');
        for (var left = Padding; left > 0; left -= spaces.Length)
            await to.WriteAsync(spaces.AsMemory(0, (int)Math.Min(left, spaces.Length)), ct);
    }
}
