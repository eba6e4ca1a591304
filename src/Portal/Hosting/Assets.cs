using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Thrombophilia.Portal.Hosting;

/// <summary>Serves style and script from the resources of the assembly.</summary>
internal static class Assets
{
    static readonly (string Name, string Type)[] Files =
        [("portal.css", "text/css; charset=utf-8"), ("portal.js", "text/javascript; charset=utf-8"),
        ("bench.js", "text/javascript; charset=utf-8"), ("portal.svg", "image/svg+xml")];

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var (name, type) in Files)
            routes.MapGet("/" + name, () => Results.Stream(Open(name), type));
    }

    static Stream Open(string name) =>
        typeof(Assets).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not in the assembly.");
}
