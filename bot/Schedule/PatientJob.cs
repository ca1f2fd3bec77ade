using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// A job whose personal posts are not lost by a refusal that may pass: a chat that was deleted, one that cannot be opened yet (msteams-docs#7424), a
/// service that is down for hours. They come again after an hour, after six and after a day; only then, and at once where a person cannot be reached at
/// all, the job hears that a post was refused and may go another way.
/// </summary>
/// <remarks>
/// The job is asked again what there is to say, so what has become pointless meanwhile is not said. It must not matter to it whether it is asked twice,
/// which every job promises.
/// </remarks>
internal sealed class PatientJob<T>(T job) : IJob
    where T : IJob
{
    private const string Again = "again";

    private static readonly TimeSpan[] Waits = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var line = Line.Of(item);
        var plan = await job.PlanAsync(line.First, now, ct);
        if (line.Tries == 0) return plan;
        // The other posts of the line went their own way, and what it planned for later is planned.
        return JobPlan.Of([.. plan.Posts.Where(post => line.IsAbout(post.Id)).Select(post => post with { Id = line.Named(post.Id) })]);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        var line = Line.Of(item);
        var original = line.Original(post);
        var mayPass = result is PostResult.Refused { Why: PostRefusal.Failed or PostRefusal.Gone, Code: not "NoAddress" };
        return mayPass && post.To is Destination.ToPerson to && line.Tries < Waits.Length
            ? JobPlan.Again(line.Next(original.Id, to.Who.Id, now + Waits[line.Tries]))
            : await job.ReportAsync(line.First, original, result, now, ct);
    }

    /// <summary>A line of the job, or one that brings a post of it again.</summary>
    /// <param name="First">The job's own line.</param>
    /// <param name="Post">Which of its posts comes again, by a hash of its id; empty for the job's own line.</param>
    private sealed record Line(DueItem First, int Tries, string Post)
    {
        public static Line Of(DueItem item) => item.Subject.StartsWith(Again, StringComparison.Ordinal)
            && Key.Split(item.Subject) is [Again, var tries, var ticks, var post, _, var subject]
            ? new(
                item with { Subject = subject, At = new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero) },
                int.Parse(tries, CultureInfo.InvariantCulture),
                post)
            : new(item, 0, "");

        public bool IsAbout(string postId) => HashOf(postId) == Post;

        public string Named(string postId) => Key.Join(postId, Again, Tries.ToString(CultureInfo.InvariantCulture));

        public Post Original(Post post) => Tries > 0 && Key.Split(post.Id) is [var original, Again, _] ? post with { Id = original } : post;

        /// <param name="personId">Names the person in the line, so that erasing them finds it.</param>
        public DueItem Next(string postId, string personId, DateTimeOffset at) => First with
        {
            Subject = Key.Join(
                Again,
                (Tries + 1).ToString(CultureInfo.InvariantCulture),
                First.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
                HashOf(postId),
                personId,
                First.Subject),
            At = at,
        };

        private static string HashOf(string postId) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(postId)))[..16];
    }
}
