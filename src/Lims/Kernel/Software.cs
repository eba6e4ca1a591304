using System.Reflection;

namespace Thrombophilia.Lims.Kernel;

/// <summary>The version of this software, which everything that is issued names.</summary>
public static class Software
{
    /// <summary>Version and commit, for example <c>0.1.0+4f70d4e</c>.</summary>
    public static string Version { get; } =
        typeof(Software).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";
}
