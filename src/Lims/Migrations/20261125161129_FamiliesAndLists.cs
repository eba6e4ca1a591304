using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Migrations
{
    /// <inheritdoc />
    public partial class FamiliesAndLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FamilyMembers_FamilyId",
                table: "FamilyMembers");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Entity_Key",
                table: "AuditEntries");

            migrationBuilder.AddColumn<string>(
                name: "Site",
                table: "Families",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Loose",
                table: "Tubes",
                column: "State",
                filter: "\"StorageId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_LooseOfSite",
                table: "Tubes",
                columns: new[] { "Site", "State" },
                filter: "\"StorageId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Site",
                table: "Tubes",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Site_Code",
                table: "Tubes",
                columns: new[] { "Site", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_State",
                table: "Tubes",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_Site",
                table: "Subjects",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_FamilyId_Label",
                table: "FamilyMembers",
                columns: new[] { "FamilyId", "Label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Families_Site",
                table: "Families",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Key_By",
                table: "AuditEntries",
                columns: new[] { "Key", "By" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tubes_Loose",
                table: "Tubes");

            migrationBuilder.DropIndex(
                name: "IX_Tubes_LooseOfSite",
                table: "Tubes");

            migrationBuilder.DropIndex(
                name: "IX_Tubes_Site",
                table: "Tubes");

            migrationBuilder.DropIndex(
                name: "IX_Tubes_Site_Code",
                table: "Tubes");

            migrationBuilder.DropIndex(
                name: "IX_Tubes_State",
                table: "Tubes");

            migrationBuilder.DropIndex(
                name: "IX_Subjects_Site",
                table: "Subjects");

            migrationBuilder.DropIndex(
                name: "IX_FamilyMembers_FamilyId_Label",
                table: "FamilyMembers");

            migrationBuilder.DropIndex(
                name: "IX_Families_Site",
                table: "Families");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Key_By",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Site",
                table: "Families");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_FamilyId",
                table: "FamilyMembers",
                column: "FamilyId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Entity_Key",
                table: "AuditEntries",
                columns: new[] { "Entity", "Key" });
        }
    }
}
