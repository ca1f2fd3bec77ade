using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace TeamsCommunityBot.People.Graph;

/// <summary>
/// Asks Microsoft Graph, and makes a value of whatever goes wrong. The client's assembly is 40 MB: it is loaded with the first question, never at the start.
/// </summary>
internal sealed partial class GraphCaller(GraphEdge edge, GraphOptions options, ILogger<GraphCaller> logger)
{
    /// <summary>A <see cref="GraphServiceClient"/>; a field of that type would load the assembly together with this class.</summary>
    private object? _graph;

    /// <summary>Never throws for what Graph or the network does.</summary>
    public async Task<GraphAnswer<T>> RunAsync<T>(Func<GraphServiceClient, CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(Client(), ct);
        }
        catch (GraphException problem)
        {
            if (problem.Failure.Problem != GraphProblem.NotFound) Log.NoAnswer(logger, problem.Failure.Problem, problem.Failure.Code);
            return problem.Failure;
        }
        catch (Exception problem) when (problem is ApiException or ServiceException or JsonException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            // What the client makes of an answer that is not of the documented shape.
            Log.NoAnswer(logger, GraphProblem.Unavailable, problem.GetType().Name);
            return new GraphFailure(GraphProblem.Unavailable, problem.GetType().Name);
        }
    }

    /// <summary>What to throw within <see cref="RunAsync"/> for an answer that makes no sense.</summary>
    public static GraphException Nonsense() => new(new(GraphProblem.Unavailable, "UnreadableAnswer"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private GraphServiceClient Client() => (GraphServiceClient)LazyInitializer.EnsureInitialized(
        ref _graph, () => new GraphServiceClient(new HttpClient(edge) { Timeout = Timeout.InfiniteTimeSpan }, new AnonymousAuthenticationProvider(),
            options.Root.AbsoluteUri));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Graph did not tell: {Problem}, {Code}.")]
        public static partial void NoAnswer(ILogger logger, GraphProblem problem, string code);
    }
}
