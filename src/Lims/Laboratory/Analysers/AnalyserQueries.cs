using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>An analyser with one version of how its files are read.</summary>
/// <param name="Analyser">The analyser.</param>
/// <param name="Mapping">The version; the newest where none was asked for.</param>
public sealed record AnalyserRow(Analyser Analyser, AnalyserMapping Mapping)
{
    /// <summary>The version as an import records it.</summary>
    internal string Reference => $"{Analyser.Code}/{Mapping.Version}";
}

/// <summary>An analyser with all its versions.</summary>
/// <param name="Shown">The version that was asked for.</param>
/// <param name="Versions">All of them, the newest first.</param>
public sealed record AnalyserHistory(AnalyserRow Shown, IReadOnlyList<AnalyserMapping> Versions);

/// <summary>Reads the analysers of the actor's sites.</summary>
public sealed class AnalyserQueries(LimsDb db)
{
    /// <summary>The analysers by their codes, each with its newest version.</summary>
    public async Task<IReadOnlyList<AnalyserRow>> ListAsync(CancellationToken stop = default) =>
        await (
            from analyser in db.Analysers().AsNoTracking()
            from mapping in db.AnalyserMappings().AsNoTracking()
            where mapping.AnalyserId == analyser.Id
                && !db.AnalyserMappings().Any(later => later.AnalyserId == analyser.Id && later.Version > mapping.Version)
            orderby analyser.Code
            select new AnalyserRow(analyser, mapping)).ToListAsync(stop);

    /// <summary>An analyser by its code; null where the actor sees none, or no such version.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="version">Which version; null for the newest.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<AnalyserHistory?> FindAsync(string code, int? version = null, CancellationToken stop = default)
    {
        if (await db.Analysers().AsNoTracking().SingleOrDefaultAsync(a => a.Code == code, stop) is not { } analyser) return null;
        var versions = await db.AnalyserMappings().AsNoTracking().Where(m => m.AnalyserId == analyser.Id)
            .OrderByDescending(m => m.Version).ToListAsync(stop);
        return versions.Find(m => version is null || m.Version == version) is { } shown
            ? new(new(analyser, shown), versions) : null;
    }
}
