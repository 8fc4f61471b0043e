<?xml version="1.0" encoding="UTF-8"?>
<!-- Eclipse builds on every save: no goal of this plugin belongs there. Made of the descriptor, so that a new goal is in it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output indent="yes"/>
  <xsl:template match="/plugin">
    <lifecycleMappingMetadata>
      <pluginExecutions>
        <pluginExecution>
          <pluginExecutionFilter>
            <goals>
              <xsl:for-each select="mojos/mojo">
                <goal><xsl:value-of select="goal"/></goal>
              </xsl:for-each>
            </goals>
          </pluginExecutionFilter>
          <action>
            <ignore/>
          </action>
        </pluginExecution>
      </pluginExecutions>
    </lifecycleMappingMetadata>
  </xsl:template>
</xsl:stylesheet>
