using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace TeamsCommunityBot.Simulator;

/// <summary>What happens to each request, in this order: read, fault, token, limit, operation, wait, record.</summary>
internal sealed class SimPipeline(SimTeams sim, Connector connector, SimEntra entra)
{
    private const int LargestBody = 4 * 1024 * 1024;
    private long _vector;

    public async Task HandleAsync(HttpContext http)
    {
        var call = SimCall.From(http.Request, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        call.Body = await ReadAsync(http.Request, http.RequestAborted);
        call.Bearer = entra.Check(http.Request.Headers.Authorization, call.IsGraph, out var tenant);
        sim.Place(call);
        call.TenantId ??= tenant;
        http.Response.Headers["MS-CV"] = $"sim{Interlocked.Increment(ref _vector):x}.0";

        var fault = sim.Faults.Take(call);
        var answer = fault?.HasEffect == false ? default : fault?.Answer ?? await AnswerAsync(call);
        // A slow answer is one to something that was counted and done when the request came.
        var isHeard = await WaitAsync(fault, http.RequestAborted);
        var status = isHeard && (fault is null || fault.Cut == FaultCut.None) ? answer.Status : 0;
        Finish(http, call, status);
        if (status == 0)
            Reset(http);
        else
            await WriteAsync(http, answer, fault);
    }

    /// <summary>False when the client went away before the wait was over.</summary>
    private async ValueTask<bool> WaitAsync(Fault? fault, CancellationToken ct)
    {
        if (fault is null || fault.Latency == TimeSpan.Zero)
            return true;
        await Task.Delay(fault.Latency, sim.Clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ct.IsCancellationRequested;
    }

    private async ValueTask<Answer> AnswerAsync(SimCall call)
    {
        if ((call.IsConnector || call.IsGraph) && sim.Options.RequireBearer && call.Bearer != SimBearer.Valid)
            return Answer.Error(401, call.IsGraph ? "InvalidAuthenticationToken" : "BotNotRegistered", "Authorization has been denied for this request.");
        return call.Operation switch
        {
            SimOperation.OpenIdMetadata => sim.Keys.Metadata(sim.BaseUrl),
            SimOperation.Keys => sim.Keys.KeySet(),
            SimOperation.Token => await entra.IssueAsync(call),
            SimOperation.Unknown => Answer.Error(404, "NotFound", "There is nothing here."),
            SimOperation.GraphBatch => GraphBatch.Answer(call, AnswerPart),
            _ when call.IsGraph => sim.Graph.Answer(call),
            _ => connector.Answer(call),
        };
    }

    /// <summary>A request in a batch meets faults and is recorded like any other.</summary>
    private Answer AnswerPart(SimCall part)
    {
        var answer = sim.Faults.Take(part)?.Answer ?? (part.Operation == SimOperation.Unknown
            ? Answer.Error(404, "NotFound", "There is nothing here.") : sim.Graph.Answer(part));
        if (sim.Options.Record)
            sim.Requests.Add(SimRequest.From(part, new HeaderDictionary(), answer.Status, sim.Clock.GetUtcNow()) with { IsBatched = true });
        return answer;
    }

    private static async ValueTask<byte[]> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && HttpMethods.IsGet(request.Method)))
            return [];
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, LargestBody));
        await request.Body.CopyToAsync(body, ct);
        return body.ToArray();
    }

    private void Finish(HttpContext http, SimCall call, int status)
    {
        if (sim.Options.Record)
            sim.Requests.Add(SimRequest.From(call, http.Request.Headers, status, sim.Clock.GetUtcNow()));
    }

    private async Task WriteAsync(HttpContext http, Answer answer, Fault? fault)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
            response.Headers.RetryAfter = wait;
        if (fault?.Location is { } elsewhere)
            response.Headers.Location = elsewhere.OriginalString;
        if (answer.Body.Length == 0 && fault?.Padding is null or 0)
            return;
        response.ContentType = answer.ContentType;
        if (fault is null or { Padding: 0, Drip: null })
        {
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
        else
            await fault.WriteSlowlyOrAtLengthAsync(response.Body, answer.Body, sim.Clock, http.RequestAborted);
    }

    /// <summary>Ends the connection with RST, so that the client sees a reset and not an orderly end.</summary>
    private static void Reset(HttpContext http)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new(enable: true, seconds: 0);
        http.Abort();
    }
}
