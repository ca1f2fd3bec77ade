using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Registers what answers and what it stands on, by following constructors: a class of the hall or of a feature that another one asks for lives as long as
/// the turn or the job (scoped). Interfaces, what lives longer, and all other folders' classes are declared by their folder's registration.
/// </summary>
internal static class CommunitiesRegistration
{
    private const string Hall = "TeamsCommunityBot.Communities";
    private const string Features = "TeamsCommunityBot.Features.";

    /// <param name="named">The classes that <c>Routes</c> names. Only what they ask for is looked at, never a whole assembly.</param>
    /// <param name="rounds">Each an <see cref="IRound"/>.</param>
    /// <param name="erasers">Each an <see cref="IEraser"/>, in the order in which they run.</param>
    /// <exception cref="InvalidOperationException">A constructor asks for something that nobody declares: the program must not start.</exception>
    public static IServiceCollection AddCommunities(this IServiceCollection services, IEnumerable<Type> named, IEnumerable<Type> rounds,
        IEnumerable<Type> erasers)
    {
        services.AddSingleton<QuietDayMemory>();
        services.AddScoped<IPermissions, Permissions>();
        services.AddScoped<ILanguageChoice, LanguageChoice>();
        services.AddScoped<IPlaces, Places>();
        foreach (var round in rounds) services.AddScoped(provider => (IRound)provider.GetRequiredService(round));
        foreach (var eraser in erasers) services.AddScoped(provider => (IEraser)provider.GetRequiredService(eraser));
        return Follow(services, [typeof(Permissions), typeof(LanguageChoice), typeof(Places)], [.. named, .. rounds, .. erasers]);
    }

    private static IServiceCollection Follow(IServiceCollection services, IEnumerable<Type> declaredHere, IEnumerable<Type> named)
    {
        Type[] always = [typeof(IServiceProvider), typeof(IServiceScopeFactory), typeof(IEnumerable<>)];
        var declared = services.Select(service => service.ServiceType).Concat(always).ToHashSet();
        var open = new Queue<Type>([.. declaredHere, .. named.Where(Add)]);
        while (open.TryDequeue(out var next))
            foreach (var need in NeedsOf(next).Where(need => !IsDeclared(need)))
            {
                if (!IsOurs(need)) throw new InvalidOperationException($"{next} asks for {need}, which no folder's registration declares.");
                if (Add(need)) open.Enqueue(need);
            }
        return services;

        bool Add(Type type)
        {
            if (!declared.Add(type)) return false;
            services.AddScoped(type);
            return true;
        }

        bool IsDeclared(Type need) => declared.Contains(need) || (need.IsGenericType && declared.Contains(need.GetGenericTypeDefinition()));
    }

    private static bool IsOurs(Type type) =>
        type is { IsClass: true, IsAbstract: false, Namespace: { } folder } && (folder == Hall || folder.StartsWith(Features, StringComparison.Ordinal));

    private static IEnumerable<Type> NeedsOf(Type type) => type.GetConstructors() switch
    {
        [var only] => only.GetParameters().Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.ParameterType),
        var several => throw new InvalidOperationException($"{type} has {several.Length} public constructors; what it needs can be read from one alone."),
    };
}
