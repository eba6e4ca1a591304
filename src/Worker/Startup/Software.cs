using System.Reflection;

namespace Thrombophilia.Worker.Startup;

/// <summary>What this program calls itself in everything it issues.</summary>
internal static class Software
{
    public static string Version { get; } =
        typeof(Software).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
