using System.Threading.RateLimiting;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>
/// <c>GET /calendar/&lt;name&gt;.ics</c>: an activity to put in one's calendar. A calendar cannot sign in, so whoever has the address gets the file, which says
/// what, when, where and of which community, and names nobody.
/// </summary>
internal sealed class CalendarPage(CalendarStore calendar, CommunityStore communities, ActivityStore activities)
{
    public const string Path = "/calendar";

    /// <summary>Null where there is no such activity, or no more.</summary>
    public async ValueTask<string?> FindAsync(string name, CancellationToken ct)
    {
        if (await calendar.FindAsync(name, ct) is not { } row
            || await communities.FindAsync(row.TenantId, row.ChannelId, ct) is not { Community: { IsRegistered: true } community }
            || await activities.FindAsync(community, row.Day, row.Id, ct) is not { Activity: { IsRemoved: false } activity }
            || activity.Calendar != name) return null;
        using var spoken = Language.Use(community.Language);
        return CalendarFile.Of(community, activity);
    }
}

/// <summary>The page's place in the program.</summary>
internal static class CalendarRoute
{
    /// <summary>Anybody may ask, so all together may ask the store no more than so often a second.</summary>
    private const int MostASecond = 20;

    public static IServiceCollection AddCalendar(this IServiceCollection services) => services
        .AddScoped<CalendarPage>()
        .AddKeyedSingleton<RateLimiter>(CalendarPage.Path, (_, _) => new FixedWindowRateLimiter(new()
        {
            PermitLimit = MostASecond,
            Window = TimeSpan.FromSeconds(1),
        }));

    public static void MapCalendar(this IEndpointRouteBuilder app) => app.MapGet($"{CalendarPage.Path}/{{name}}.ics", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context, string name)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        using var lease = context.RequestServices.GetRequiredKeyedService<RateLimiter>(CalendarPage.Path).AttemptAcquire();
        if (!CalendarStore.IsName(name) || !lease.IsAcquired)
        {
            response.StatusCode = lease.IsAcquired ? StatusCodes.Status404NotFound : StatusCodes.Status429TooManyRequests;
            return;
        }
        if (await context.RequestServices.GetRequiredService<CalendarPage>().FindAsync(name, context.RequestAborted) is { } file)
        {
            response.Headers.ContentDisposition = "attachment; filename=\"activity.ics\"";
            response.ContentType = CalendarFile.ContentType;
            await response.WriteAsync(file, context.RequestAborted);
            return;
        }
        using var spoken = Language.Use(Language.From(context.Request.Headers.AcceptLanguage));
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(ActivityTexts.CalendarGone, context.RequestAborted);
    }
}
